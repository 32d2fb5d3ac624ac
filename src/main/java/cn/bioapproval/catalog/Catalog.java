package cn.bioapproval.catalog;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The catalogue of service items (事项目录). Read once at start; a broken entry stops the start. Administrators switch items
 * on and off ({@link ItemSwitches}).
 */
public final class Catalog {

    private final Map<String, ServiceItem> items = new LinkedHashMap<>();

    private final Predicate<ServiceItem> onToday;

    /** @param onToday whether cases of the item may be opened today */
    Catalog(Collection<ServiceItem> items, Predicate<ServiceItem> onToday) {
        this.onToday = onToday;
        items.forEach(item -> this.items.put(item.code(), item));
    }

    /**
     * The item, for opening a case today.
     *
     * @throws Refusal {@code ERR_ITEM_NOT_DELEGATED} if there is none, or it is switched off
     */
    public ServiceItem item(String code) {
        return find(code)
                .filter(onToday)
                .orElseThrow(() -> Refusal.invalid(
                        RefusalCode.ITEM_NOT_DELEGATED,
                        "事项“" + code + "”不在已启用的事项目录中，不能办理。请核对事项名称，或向有权机关申请。"));
    }

    /** Whether cases of the item may be opened today. */
    public boolean isOn(ServiceItem item) {
        return onToday.test(item);
    }

    /** The item, switched off or not: cases opened before run on. */
    public Optional<ServiceItem> find(String code) {
        return Optional.ofNullable(items.get(code));
    }

    /** The items that the process definition with that key carries. */
    public List<ServiceItem> itemsOf(String procedure) {
        return items.values().stream()
                .filter(item -> item.procedure().equals(procedure))
                .toList();
    }

    /** All items, switched off or not, by file and order in the file. */
    public List<ServiceItem> all() {
        return List.copyOf(items.values());
    }
}
