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

    private static final int SHOWN = 60;

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
        ServiceItem item = find(code).orElseThrow(() -> notDelegated(
                "事项“" + shown(code) + "”不在已启用的事项目录中，不能办理。请核对事项名称，或向有权机关申请。"));
        if (!isOn(item)) {
            throw notDelegated("事项“" + item.name() + "”现已停用，不能办理新的申请；已经收件的照常办理。请咨询受理窗口，或向有权机关申请。");
        }
        return item;
    }

    /**
     * The item, for opening a case today by that procedure.
     *
     * @param procedure key of the process definition
     * @throws Refusal {@code ERR_ITEM_NOT_DELEGATED} if there is none, it is switched off, or another procedure carries it
     */
    public ServiceItem item(String code, String procedure) {
        ServiceItem item = item(code);
        if (!item.procedure().equals(procedure)) {
            throw notDelegated("事项“" + item.name() + "”不通过本流程办理，请选择相应的流程。");
        }
        return item;
    }

    private static Refusal notDelegated(String message) {
        return Refusal.invalid(RefusalCode.ITEM_NOT_DELEGATED, message);
    }

    /** What people typed, cut to what can be read in a message. */
    private static String shown(String code) {
        return code.length() <= SHOWN ? code : code.substring(0, SHOWN) + "…";
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
