package cn.bioapproval.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The organisational units, as data: the shipped ones and what an administrator adds. */
@Service
@Transactional
public class Units {

    private final UnitRepository units;

    Units(UnitRepository units) {
        this.units = units;
    }

    /**
     * Adds a unit, or renames and moves it.
     *
     * @throws IdentityRefusal {@code ERR_REQUEST_INVALID} when the parent is unknown or lies below the unit itself
     */
    public Unit put(String code, String name, @Nullable String parent) {
        requireAbove(code, parent);
        Unit unit = units.findById(code).orElseGet(() -> units.save(new Unit(code, name, parent)));
        unit.become(name, parent);
        return unit;
    }

    @Transactional(readOnly = true)
    public Optional<Unit> find(String code) {
        return units.findById(code);
    }

    /** All units, by code. */
    @Transactional(readOnly = true)
    public List<Unit> all() {
        return units.findAllByOrderByCode();
    }

    private void requireAbove(String code, @Nullable String parent) {
        Set<String> below = new HashSet<>(Set.of(code));
        String above = parent;
        while (above != null) {
            if (!below.add(above)) {
                throw new IdentityRefusal("ERR_REQUEST_INVALID", "上级单位不能是本单位或其下级，请重新选择。");
            }
            String unknown = above;
            above = units.findById(above)
                    .orElseThrow(() -> new IdentityRefusal("ERR_REQUEST_INVALID", "没有代码为 " + unknown + " 的上级单位。"))
                    .parent();
        }
    }
}
