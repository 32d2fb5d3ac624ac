package cn.bioapproval.scenarios;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.NewCase;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.clock.ClockReading;
import cn.bioapproval.clock.DueDate;
import cn.bioapproval.clock.StopReason;
import cn.bioapproval.scenarios.Scenario.ClockTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plays a clock scenario: the real clock of a case of its own is started, stopped and extended on the days given. */
final class ClockPlay {

    private record Happening(LocalDate on, Runnable what) {}

    private final Office office;
    private final Scenario scenario;
    private final ClockTable table;

    ClockPlay(Office office, Scenario scenario, ClockTable table) {
        this.office = office;
        this.scenario = scenario;
        this.table = table;
    }

    void play() {
        LocalDate start = table.clock().require("start", "clock").date();
        Piece limit = table.clock().require("limit", "clock");
        turnTo(start);
        CaseId caseId = open();
        List<Happening> happenings = new ArrayList<>();
        boolean period = limit.text().startsWith("P");
        if (!period) {
            int days = limit.number().intValueExact();
            happenings.add(new Happening(start, () -> office.clocks().start(caseId, start, days)));
        }
        int number = 0;
        for (Piece stop : table.stops()) {
            String key = "stop-" + number++;
            StopReason reason = reason(stop);
            happenings.add(new Happening(
                    stop.require("from", "stops").date(),
                    () -> office.clocks().stop(caseId, key, reason, reason.legalBasis())));
            stop.find("to").ifPresent(to ->
                    happenings.add(new Happening(to.date(), () -> office.clocks().resume(caseId, key))));
        }
        extension(caseId, start).ifPresent(happenings::add);
        happenings.sort(Comparator.comparing(Happening::on));
        Refusal refused = null;
        try {
            happenings.forEach(happening -> {
                turnTo(happening.on());
                happening.what().run();
            });
        } catch (Refusal e) {
            refused = e;
        }
        LocalDate last = happenings.isEmpty() ? start : happenings.get(happenings.size() - 1).on();
        LocalDate today = table.clock().find("today").map(Piece::date).orElse(last);
        turnTo(today);
        Optional<DueDate> due = period
                ? office.clocks().due(caseId, Map.of("clock.limit", limit.text()), morning(start))
                : Optional.empty();
        compare(office.clocks().read(caseId).orElse(null), due.orElse(null), refused, today);
    }

    private CaseId open() {
        String item = table.clock()
                .find("item")
                .map(Piece::text)
                .orElseGet(() -> office.catalog().all().stream().findFirst().map(each -> each.code()).orElse("clock"));
        String procedure =
                office.catalog().find(item).map(each -> each.procedure()).orElse("clock");
        String applicant = new CreditCodes().of("auto");
        return office.cases()
                .open(new NewCase(item, "JS", procedure, scenario.name(), "时限场景", applicant, null))
                .id();
    }

    private Optional<Happening> extension(CaseId caseId, LocalDate start) {
        Piece extension = table.extension();
        if (extension == null) {
            return Optional.empty();
        }
        int days = extension.isTable() ? extension.require("days", "extension").whole() : extension.whole();
        LocalDate on = extension.isTable() ? extension.find("on").map(Piece::date).orElse(start) : start;
        String reason = extension.isTable() ? extension.find("reason").map(Piece::text).orElse("经批准") : "经批准";
        return Optional.of(new Happening(on, () -> office.clocks().extend(caseId, days, reason)));
    }

    private static StopReason reason(Piece stop) {
        Piece reason = stop.get("reason");
        if (reason == null) {
            return StopReason.EXPERT_REVIEW;
        }
        return Arrays.stream(StopReason.values())
                .filter(each -> each.name().equals(reason.text()) || each.label().equals(reason.text()))
                .findFirst()
                .orElseThrow(() -> reason.wrong("没有“%s”这种停表原因。可以写：%s。".formatted(
                        reason.text(),
                        Arrays.stream(StopReason.values()).map(StopReason::label).collect(Collectors.joining("、")))));
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(9, 0).atZone(OfficeClock.ZONE).toInstant();
    }

    private void turnTo(LocalDate day) {
        office.clock().turnTo(morning(day));
    }

    private void compare(
            @Nullable ClockReading reading, @Nullable DueDate due, @Nullable Refusal refused, LocalDate today) {
        List<String> problems = new ArrayList<>();
        Piece expected = table.expect().get("refused");
        if (refused != null && (expected == null || !expected.text().equals(refused.code().value()))) {
            problems.add("被拒绝：" + refused.code() + " " + refused.getMessage());
        } else if (refused == null && expected != null) {
            problems.add("期望被拒绝（" + expected.text() + "），实际没有被拒绝。");
        }
        table.expect().entries().forEach((key, piece) -> {
            if (!key.equals("refused")) {
                String actual = actual(key, reading, due);
                if (!wanted(key, piece).matches(actual)) {
                    problems.add("%s：期望 %s，实际 %s。".formatted(NAMES.get(key), piece.text(), actual));
                }
            }
        });
        if (!problems.isEmpty()) {
            throw new ScenarioFailure("场景没有通过：%s\n文件：%s\n  ✗ %s\n当前情况：%s，%s".formatted(
                    scenario.title(),
                    table.expect().place(),
                    String.join("\n  ✗ ", problems),
                    today,
                    reading == null
                            ? due == null ? "时限没有起算" : "到期 " + due.lastDay()
                            : "起算 %s，时限 %d 个工作日，延长 %d，已用 %d，剩余 %d，截止 %s".formatted(
                                    reading.startedOn(), reading.limitDays(), reading.extensionDays(),
                                    reading.countedDays(), reading.remainingDays(), reading.deadline())));
        }
    }

    private static final Map<String, String> NAMES = Map.of(
            "deadline", "截止日", "counted", "已用工作日", "remaining", "剩余工作日", "stopped", "停表", "provisional", "暂定");

    private static final String YES = "是";
    private static final String NO = "否";
    private static final String NOTHING = "没有起算";

    private interface Wanted {
        boolean matches(String actual);
    }

    private static Wanted wanted(String key, Piece piece) {
        return switch (key) {
            case "deadline" -> {
                boolean none = piece.text().equals("none") || piece.text().equals("无");
                yield (none ? NOTHING : piece.date().toString())::equals;
            }
            case "counted", "remaining" -> String.valueOf(piece.number().intValueExact())::equals;
            case "provisional" -> (piece.flag() ? YES : NO)::equals;
            default -> Piece.asFlag(piece.text())
                    .<Wanted>map(flag -> actual -> flag != actual.equals(NO))
                    .orElse(actual -> actual.contains(piece.text()));
        };
    }

    private static String actual(String key, @Nullable ClockReading reading, @Nullable DueDate due) {
        if (reading == null) {
            return switch (key) {
                case "deadline" -> due == null ? NOTHING : due.lastDay().toString();
                case "provisional" -> due != null && due.provisional() ? YES : NO;
                default -> NOTHING;
            };
        }
        return switch (key) {
            case "deadline" -> String.valueOf(reading.deadline());
            case "counted" -> String.valueOf(reading.countedDays());
            case "remaining" -> String.valueOf(reading.remainingDays());
            case "provisional" -> reading.provisional() ? YES : NO;
            default -> reading.stopped()
                    ? reading.openStops().stream()
                            .map(stop -> stop.reason().label())
                            .distinct()
                            .collect(Collectors.joining("、"))
                    : NO;
        };
    }
}
