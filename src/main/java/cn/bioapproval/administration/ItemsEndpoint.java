package cn.bioapproval.administration;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.ItemSwitches;
import cn.bioapproval.catalog.ItemSwitches.Switched;
import cn.bioapproval.catalog.Programmes;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.catalog.UnitRegister;
import cn.bioapproval.engine.DeployedModels;
import cn.bioapproval.engine.SignedIn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/items}: administrators see the catalogue of service items, by programme with the number that its source names,
 * and switch items on and off from a day on.
 */
@RestController
@RequestMapping("/api/items")
class ItemsEndpoint {

    private final Catalog catalog;
    private final ItemSwitches switches;
    private final Programmes programmes;
    private final UnitRegister units;
    private final DeployedModels models;
    private final SignedIn signedIn;

    ItemsEndpoint(
            Catalog catalog,
            ItemSwitches switches,
            Programmes programmes,
            UnitRegister units,
            DeployedModels models,
            SignedIn signedIn) {
        this.catalog = catalog;
        this.switches = switches;
        this.programmes = programmes;
        this.units = units;
        this.models = models;
        this.signedIn = signedIn;
    }

    /** @param changes what administrators switched, the latest first */
    record Overview(LocalDate today, List<Group> groups, List<Change> changes) {}

    /**
     * The items of a programme, or those of none.
     *
     * @param expected how many enabled items its source names; {@code null}: none is named
     */
    record Group(
            String name, @Nullable Integer expected, @Nullable String source, int enabled, int unconfirmed, List<Item> items) {}

    /** @param planned what changes later, the earliest first */
    record Item(
            String code,
            String name,
            String procedure,
            String legalNature,
            @Nullable Integer statutoryDays,
            int promisedDays,
            boolean enabled,
            boolean confirmed,
            @Nullable String source,
            List<Change> planned) {}

    /** Something that was switched. */
    record Change(String item, boolean enabled, LocalDate from, Instant at, String by, String reason) {}

    /** What the administrator asks for. */
    record Turn(@Nullable Boolean enabled, @Nullable LocalDate from, @Nullable String reason) {}

    @GetMapping
    Overview overview() {
        signedIn.administrator();
        LocalDate today = units.today();
        List<Switched> switched = switches.all();
        List<Group> groups = new ArrayList<>();
        for (Programmes.Programme programme : programmes.programmes()) {
            groups.add(group(
                    programme.name(), programme.expectedItems(), programme.source(), programme.code(), today, switched));
        }
        groups.add(group("其他事项", null, null, null, today, switched));
        return new Overview(
                today,
                groups,
                switched.stream()
                        .sorted(Comparator.comparingLong(Switched::id).reversed())
                        .map(this::change)
                        .toList());
    }

    @PostMapping("/{code}/switch")
    Overview turn(@PathVariable String code, @RequestBody Turn sent) {
        String administrator = signedIn.administrator().id();
        ServiceItem item = catalog.find(code)
                .orElseThrow(() -> Refusal.notFound(RefusalCode.REQUEST_INVALID, "事项目录中没有这个事项，请刷新后重试。"));
        if (sent.enabled() == null || sent.from() == null) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "请选择启用或者停用，并填写生效日期。");
        }
        switches.turn(item, sent.enabled(), sent.from(), Objects.requireNonNullElse(sent.reason(), ""), administrator);
        return overview();
    }

    private Group group(
            String name,
            @Nullable Integer expected,
            @Nullable String source,
            @Nullable String programme,
            LocalDate today,
            List<Switched> switched) {
        List<Item> items = catalog.all().stream()
                .filter(item -> Objects.equals(item.programme(), programme))
                .map(item -> item(item, today, switched))
                .toList();
        return new Group(
                name,
                expected,
                source,
                (int) items.stream().filter(Item::enabled).count(),
                (int) items.stream().filter(item -> !item.confirmed()).count(),
                items);
    }

    private Item item(ServiceItem item, LocalDate today, List<Switched> switched) {
        return new Item(
                item.code(),
                item.name(),
                models.process(item.procedure()).map(DeployedModels.Process::name).orElse("尚无流程"),
                item.legalNature().label(),
                item.statutoryDays(),
                item.promisedDays(),
                catalog.isOn(item),
                item.confirmed(),
                item.source(),
                switched.stream()
                        .filter(each -> each.item().equals(item.code()) && each.from().isAfter(today))
                        .sorted(Comparator.comparing(Switched::from).thenComparingLong(Switched::id))
                        .map(this::change)
                        .toList());
    }

    private Change change(Switched switched) {
        return new Change(
                catalog.find(switched.item()).map(ServiceItem::name).orElse(switched.item()),
                switched.enabled(),
                switched.from(),
                switched.changedAt(),
                signedIn.nameOf(switched.changedBy()),
                switched.reason());
    }
}
