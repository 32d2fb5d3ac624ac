package cn.bioapproval.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.RoomsOnDatabase;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Steps go to the unit that is responsible on the day, and items are on or off by the day, on the real database. */
@RoomsOnDatabase
@Transactional
class UnitsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @Autowired
    private UnitRegister units;

    @Autowired
    private ItemSwitches switches;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void itIsMarch() {
        clock.turnTo(Instant.parse("2026-03-02T01:00:00Z"));
    }

    @AfterEach
    void turnBack() {
        clock.turnBy(Duration.ZERO);
    }

    private static ServiceItem item(String code, boolean enabled) {
        return new ServiceItem(
                code, "事项", "AB", "p", LegalNature.LICENCE, 20, 20, null, enabled, List.of(), List.of("window"), List.of(),
                Map.of(
                        "userTask_Accept", new Route.ByFunction(UnitFunction.ACCEPT, false),
                        "userTask_Approve", new Route.ByFunction(UnitFunction.DECIDE, true),
                        "userTask_Pay", new Route.Groups(List.of("czj", "kjj"))),
                null, true, null);
    }

    private Routing routing() {
        return new Routing(new Catalog(List.of(item("a", true), item("device-reissue", true)), switches::isOn), units);
    }

    @Test
    void theShippedUnitsDoTheirFunctionsAndAreMarkedAsNotConfirmed() {
        assertThat(routing().groupsFor("a", "userTask_Accept")).isEqualTo("fdaStation");
        assertThat(routing().groupsFor("a", "userTask_Approve")).as("its heads").isEqualTo("fdaDecisionLead");
        assertThat(routing().groupsFor("a", "userTask_Pay")).as("not by function").isEqualTo("czj,kjj");
        for (UnitFunction function : UnitFunction.values()) {
            assertThat(units.responsible(function, null, TODAY)).as(function.label()).isPresent();
        }
        assertThat(units.units()).hasSize(6).noneMatch(OrgUnit::confirmed);
    }

    @Test
    void aStepThatNobodyIsResponsibleForIsAnErrorAndDoesNotWaitForEver() {
        clock.turnTo(Instant.parse("2021-03-02T01:00:00Z"));

        assertThatThrownBy(() -> routing().groupsFor("a", "userTask_Accept"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ACCEPT");
        assertThatThrownBy(() -> routing().groupsFor("a", "userTask_Unknown")).hasMessageContaining("userTask_Unknown");
    }

    @Test
    void aFunctionMovesOnTheOfficesMidnightForAllItems() {
        units.move(UnitFunction.ACCEPT, null, "fda.office", TODAY.plusDays(1), "受理移交稽查办公室", "admin");

        clock.turnTo(Instant.parse("2026-03-02T15:59:00Z"));
        assertThat(routing().groupsFor("a", "userTask_Accept")).isEqualTo("fdaStation");
        clock.turnTo(Instant.parse("2026-03-02T16:00:30Z"));
        assertThat(routing().groupsFor("a", "userTask_Accept")).as("3月3日零时").isEqualTo("fdaOffice");
    }

    @Test
    void oneItemCanBeAnException() {
        units.move(UnitFunction.ACCEPT, "device-reissue", "fda.review", TODAY, "试点", "admin");

        assertThat(routing().groupsFor("a", "userTask_Accept")).isEqualTo("fdaStation");
        assertThat(routing().groupsFor("device-reissue", "userTask_Accept")).isEqualTo("fdaReview");

        units.move(UnitFunction.ACCEPT, "device-reissue", null, TODAY, "试点结束", "admin");

        assertThat(routing().groupsFor("device-reissue", "userTask_Accept")).isEqualTo("fdaStation");
    }

    @Test
    void aMoveSaysWhoWhenAndWhyAndCannotBeChangedAfterwards() {
        units.move(UnitFunction.ACCEPT, null, "fda.office", TODAY, "厦药监〔2026〕1号", "admin");

        Responsibility last = units.responsibilities().get(units.responsibilities().size() - 1);
        assertThat(last.changedBy()).isEqualTo("admin");
        assertThat(last.reason()).isEqualTo("厦药监〔2026〕1号");
        assertThat(last.changedAt()).isBetween(
                Instant.parse("2026-03-02T00:59:00Z"), Instant.parse("2026-03-02T01:05:00Z"));
        assertThatThrownBy(() -> jdbc.update("update catalog_unit_function set unit = 'fda.test'"))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void thePastStaysAndNonsenseIsRefused() {
        refused("不能早于今天", () -> units.move(UnitFunction.ACCEPT, null, "fda.office", TODAY.minusDays(1), "x", "admin"));
        refused("最晚", () -> units.move(UnitFunction.ACCEPT, null, "fda.office", LocalDate.of(9999, 1, 1), "x", "admin"));
        refused("请写明理由", () -> units.move(UnitFunction.ACCEPT, null, "fda.office", TODAY, "  ", "admin"));
        refused("没有这个单位", () -> units.move(UnitFunction.ACCEPT, null, "nobody", TODAY, "x", "admin"));
        refused("请选择", () -> units.move(UnitFunction.ACCEPT, null, null, TODAY, "x", "admin"));
        refused("已经由", () -> units.move(UnitFunction.ACCEPT, null, "fda.station", TODAY, "x", "admin"));
        refused("没有另行指定", () -> units.move(UnitFunction.ACCEPT, "device-reissue", null, TODAY, "x", "admin"));
        refused("没有这个事项", () -> units.move(UnitFunction.ACCEPT, "a", "fda.office", TODAY, "x", "admin"));
        refused("没有设置负责人组", () -> units.move(UnitFunction.DECIDE, null, "fda.test", TODAY, "x", "admin"));
    }

    @Test
    void anItemIsSwitchedOffAndOnFromADayOnOnTopOfTheFile() {
        ServiceItem item = item("a", true);

        switches.turn(item, false, TODAY.plusDays(8), "系统升级暂停", "admin");
        switches.turn(item, true, TODAY.plusDays(10), "恢复", "admin");

        assertThat(switches.isOn(item)).isTrue();
        clock.turnTo(Instant.parse("2026-03-10T01:00:00Z"));
        assertThat(switches.isOn(item)).isFalse();
        clock.turnTo(Instant.parse("2026-03-12T01:00:00Z"));
        assertThat(switches.isOn(item)).isTrue();
        refused("已经是启用", () -> switches.turn(item, true, LocalDate.of(2026, 3, 12), "x", "admin"));
        refused("不能早于今天", () -> switches.turn(item, false, LocalDate.of(2026, 3, 11), "x", "admin"));
        refused("请写明理由", () -> switches.turn(item, false, LocalDate.of(2026, 3, 12), "", "admin"));
    }

    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void switchIsSeenByTheTransactionThatTurnsItAndForgottenWhenItFails(
            @Autowired PlatformTransactionManager transactions) {
        ServiceItem item = item("b", true);
        new TransactionTemplate(transactions).executeWithoutResult(running -> {
            assertThat(switches.isOn(item)).isTrue();
            switches.turn(item, false, TODAY, "系统升级暂停", "admin");
            assertThat(switches.isOn(item)).isFalse();
            running.setRollbackOnly();
        });
        assertThat(switches.isOn(item)).isTrue();
    }

    private static void refused(String message, ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOf(Refusal.class).hasMessageContaining(message);
    }
}
