package cn.bioapproval.scenarios;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseStatus;
import cn.bioapproval.clock.ClockReading;
import cn.bioapproval.documents.IssuedDocument;
import cn.bioapproval.funding.Award;
import cn.bioapproval.funding.AwardStatus;
import cn.bioapproval.funding.Yuan;
import cn.bioapproval.notifications.OutboxMessage;
import cn.bioapproval.scenarios.Scenario.Expectation;
import cn.bioapproval.scenarios.Situation.Waiting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;

/** Compares what a scenario expects of a case with what is so. Every difference is one Chinese sentence. */
final class Expecting {

    private static final String NONE = "none";

    private final Office office;
    private final People people;
    private final Situation situation;
    private final Played played;
    private final Function<String, Model> models;
    private final List<String> problems = new ArrayList<>();

    Expecting(Office office, People people, Situation situation, Played played, Function<String, Model> models) {
        this.office = office;
        this.people = people;
        this.situation = situation;
        this.played = played;
        this.models = models;
    }

    List<String> problems(Expectation expectation) {
        expectation.what().forEach((key, piece) -> {
            switch (key) {
                case "path" -> path(piece);
                case "notPassed" -> notPassed(piece);
                case "end" -> end(piece);
                case "outcome" -> outcome(piece);
                case "status" -> status(piece);
                case "refusal" -> refusal(piece);
                case "award" -> award(piece);
                case "awards" -> awards(piece);
                case "explanation" -> explanation(piece);
                case "documents" -> documents(piece);
                case "noDocuments" -> noDocuments(piece);
                case "deadline" -> clock(piece, "办理时限的截止日", reading -> String.valueOf(reading.deadline()));
                case "counted" -> clock(piece, "已用工作日", reading -> String.valueOf(reading.countedDays()));
                case "remaining" -> clock(piece, "剩余工作日", reading -> String.valueOf(reading.remainingDays()));
                case "stopped" -> stopped(piece);
                case "due" -> due(piece);
                case "timers" -> timers(piece);
                case "open" -> open(piece);
                case "shows" -> shows(piece);
                case "notifications" -> notifications(piece);
                case "ledger" -> ledger(piece);
                case "budget" -> budget(piece);
                case "events" -> events(piece);
                case "audit" -> audit(piece);
                default -> throw new IllegalStateException("No comparison for " + key);
            }
        });
        return problems;
    }

    private void different(String what, Object expected, Object actual) {
        problems.add("%s：期望 %s，实际 %s。".formatted(what, expected, actual));
    }

    private static boolean isNone(Piece piece) {
        return piece.isNothing() || piece.isText() && (piece.text().equals(NONE) || piece.text().equals("无"));
    }

    // The path

    private List<String> named(Piece piece, Class<? extends FlowElement> type) {
        List<String> ids = played.models().stream()
                .flatMap(model -> model.find(piece.text(), type).stream())
                .toList();
        if (ids.isEmpty()) {
            List<String> names = played.models().stream()
                    .flatMap(model -> model.names(type).stream())
                    .distinct()
                    .toList();
            throw piece.wrong("流程图里没有“%s”。%s".formatted(piece.text(), Nearest.hint(piece.text(), names)));
        }
        return ids;
    }

    private void path(Piece piece) {
        List<String> passed = situation.passed(played);
        int from = 0;
        String before = null;
        for (Piece step : piece.items()) {
            List<String> ids = named(step, FlowElement.class);
            int found = -1;
            for (int i = from; i < passed.size() && found < 0; i++) {
                found = ids.contains(passed.get(i)) ? i : -1;
            }
            if (found < 0) {
                problems.add("路径：期望%s经过“%s”，实际没有。".formatted(
                        before == null ? "" : "在“" + before + "”之后", step.text()));
                return;
            }
            from = found + 1;
            before = step.text();
        }
    }

    private void notPassed(Piece piece) {
        List<String> passed = situation.passed(played);
        piece.items().forEach(step -> {
            if (named(step, FlowElement.class).stream().anyMatch(passed::contains)) {
                problems.add("路径：期望不经过“" + step.text() + "”，实际经过了。");
            }
        });
    }

    private void end(Piece piece) {
        List<String> passed = situation.passed(played);
        List<String> ends = passed.stream()
                .filter(id -> played.models().stream().anyMatch(model -> model.find(id, EndEvent.class).contains(id)))
                .toList();
        List<String> reached = ends.stream().map(id -> situation.nameOf(played, id)).distinct().toList();
        if (isNone(piece)) {
            if (situation.liveInstances(played).isEmpty()) {
                different("结束", "还没有结束", "已到" + reached);
            }
        } else if (named(piece, EndEvent.class).stream().noneMatch(ends::contains)) {
            different("结束", "“" + piece.text() + "”",
                    reached.isEmpty() ? "还没有结束" : "“" + String.join("、", reached) + "”");
        }
    }

    // The case

    private Case subject() {
        return office.cases().get(played.caseId());
    }

    private void outcome(Piece piece) {
        CaseOutcome actual = subject().outcome();
        String shown = actual == null ? "还没有办结" : actual.label();
        if (isNone(piece)) {
            if (actual != null) {
                different("办理结果", "还没有办结", shown);
            }
            return;
        }
        CaseOutcome expected = meant(piece, CaseOutcome.values(), CaseOutcome::label);
        if (expected != actual) {
            different("办理结果", expected.label(), shown);
        }
    }

    private void status(Piece piece) {
        CaseStatus expected = meant(piece, CaseStatus.values(), CaseStatus::label);
        if (expected != subject().status()) {
            different("办件状态", expected.label(), subject().status().label());
        }
    }

    private static <T extends Enum<T>> T meant(Piece piece, T[] values, Function<T, String> label) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(piece.text()) || label.apply(value).equals(piece.text()))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> known = Arrays.stream(values).map(label).toList();
                    return piece.wrong("没有“%s”这个值。%s可以写：%s。".formatted(
                            piece.text(), Nearest.hint(piece.text(), known), String.join("、", known)));
                });
    }

    private void refusal(Piece piece) {
        String actual = subject().refusalCode();
        if (isNone(piece) ? actual != null : !piece.text().equals(actual)) {
            different("不予支持的代码", isNone(piece) ? "没有" : piece.text(), actual == null ? "没有" : actual);
        }
    }

    // Money

    private List<Award> standing() {
        return office.awards().of(played.caseId()).stream().filter(Award::isStanding).toList();
    }

    private void award(Piece piece) {
        List<Award> standing = standing();
        if (isNone(piece)) {
            if (!standing.isEmpty()) {
                different("补助", "没有核定", shown(standing));
            }
            return;
        }
        BigDecimal actual = office.awards().total(played.caseId()).wan();
        if (standing.isEmpty() || actual.compareTo(piece.number()) != 0) {
            String how = standing.stream()
                    .map(award -> "\n计算过程（" + award.name() + "）：\n" + award.explanation().text())
                    .collect(Collectors.joining());
            problems.add("补助金额：期望 %s 万元，实际 %s。%s".formatted(
                    piece.number().toPlainString(),
                    standing.isEmpty() ? "没有核定" : actual.toPlainString() + " 万元",
                    how));
        }
    }

    private static String shown(List<Award> awards) {
        return awards.isEmpty()
                ? "没有"
                : awards.stream()
                        .map(award -> award.name() + " " + award.amount() + "（" + award.status().label() + "）")
                        .collect(Collectors.joining("、"));
    }

    private void awards(Piece piece) {
        List<Award> standing = standing();
        if (isNone(piece)) {
            if (!standing.isEmpty()) {
                different("补助", "没有", shown(standing));
            }
            return;
        }
        List<Award> left = new ArrayList<>(standing);
        for (Piece each : piece.items()) {
            Optional<Award> found = left.stream().filter(award -> fits(award, each)).findFirst();
            if (found.isPresent()) {
                left.remove(found.get());
            } else {
                different("补助", "有一笔 " + wanted(each), shown(standing));
            }
        }
        if (!left.isEmpty() && problems.isEmpty()) {
            different("补助", "只有 " + piece.items().size() + " 笔", shown(standing));
        }
    }

    private static boolean fits(Award award, Piece wanted) {
        return wanted.find("name").map(name -> award.name().contains(name.text())).orElse(true)
                && wanted.find("amount").map(sum -> award.amount().wan().compareTo(sum.number()) == 0).orElse(true)
                && wanted.find("status")
                        .map(status -> meant(status, AwardStatus.values(), AwardStatus::label) == award.status())
                        .orElse(true)
                && wanted.find("explanation")
                        .map(texts -> texts.texts().stream().allMatch(award.explanation().text()::contains))
                        .orElse(true);
    }

    private static String wanted(Piece piece) {
        return piece.entries().values().stream()
                .flatMap(value -> value.texts().stream())
                .collect(Collectors.joining(" "));
    }

    private void explanation(Piece piece) {
        String text = standing().stream().map(award -> award.explanation().text()).collect(Collectors.joining("\n"));
        for (String part : piece.texts()) {
            if (!text.contains(part)) {
                problems.add("计算说明：期望含有“%s”，实际是：\n%s".formatted(part, text.isEmpty() ? "没有" : text));
            }
        }
    }

    private void ledger(Piece piece) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        sums.put("granted", sum("and e.kind in ('GRANT', 'REVERSAL')"));
        sums.put("paid", sum("and e.kind = 'PAYMENT'"));
        sums.put("recovered", sum("and e.kind = 'RECOVERY'").negate());
        sums.put("outstanding", office.awards().toRecover(played.caseId()).wan());
        Map<String, String> names = Map.of(
                "granted", "台账核定合计", "paid", "台账拨付合计", "recovered", "台账追回合计",
                "outstanding", "尚应追回", "beneficiary", "同一受益主体本措施累计");
        piece.entries().forEach((key, expected) -> {
            BigDecimal actual = key.equals("beneficiary") ? beneficiary() : sums.get(key);
            if (actual.compareTo(expected.number()) != 0) {
                different(names.get(key), expected.number().toPlainString() + " 万元", plain(actual) + " 万元");
            }
        });
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Sum of the ledger entries of this case's awards, in 万元. */
    private BigDecimal sum(String which) {
        Long yuan = office.database()
                .queryForObject(
                        """
                        select coalesce(sum(e.amount), 0) from funding_entry e
                        join funding_award a on a.id = e.award_id
                        where a.case_id = ? and a.status <> 'HISTORIC' """ + which,
                        Long.class,
                        played.caseId().value());
        return BigDecimal.valueOf(yuan == null ? 0 : yuan, 4);
    }

    /** What the beneficiary of this case has received or been awarded of the measure in all. */
    private BigDecimal beneficiary() {
        return office.awards().of(played.caseId()).stream()
                .findFirst()
                .map(award -> office.awards().received(award.measure(), award.beneficiaryKey()).stream()
                        .map(received -> received.amount().wan())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .orElse(BigDecimal.ZERO);
    }

    private void budget(Piece piece) {
        Yuan available = office.budgets()
                .balance(situation.today().getYear(), Preparation.MEASURE)
                .available();
        if (available.wan().compareTo(piece.number()) != 0) {
            different("本年度预算余额", piece.number().toPlainString() + " 万元", available);
        }
    }

    // Documents and messages

    private void documents(Piece piece) {
        List<IssuedDocument> issued = office.documents().of(played.caseId());
        if (isNone(piece)) {
            if (!issued.isEmpty()) {
                different("文书", "没有", shownDocuments(issued));
            }
            return;
        }
        List<IssuedDocument> left = new ArrayList<>(issued);
        piece.items().forEach(DocumentTitles::require);
        piece.items().forEach(wanted -> left.stream()
                .filter(document -> isMeant(document, wanted))
                .findFirst()
                .ifPresentOrElse(
                        left::remove, () -> different("文书", "有《" + wanted.text() + "》", shownDocuments(issued))));
    }

    private void noDocuments(Piece piece) {
        piece.items().forEach(DocumentTitles::require);
        List<IssuedDocument> issued = office.documents().of(played.caseId());
        piece.items().forEach(unwanted -> {
            if (issued.stream().anyMatch(document -> isMeant(document, unwanted))) {
                different("文书", "没有《" + unwanted.text() + "》", shownDocuments(issued));
            }
        });
    }

    private static boolean isMeant(IssuedDocument document, Piece wanted) {
        return document.template().equals(wanted.text()) || document.title().equals(wanted.text());
    }

    private static String shownDocuments(List<IssuedDocument> issued) {
        return issued.isEmpty()
                ? "没有文书"
                : issued.stream().map(document -> "《" + document.title() + "》").collect(Collectors.joining());
    }

    private void notifications(Piece piece) {
        List<OutboxMessage> sent = office.outbox().of(played.caseId());
        for (Piece wanted : piece.items()) {
            if (sent.stream().noneMatch(message -> isMeant(message, wanted))) {
                different("通知", wanted.isText() ? "主题含有“" + wanted.text() + "”" : wanted(wanted),
                        sent.isEmpty()
                                ? "没有任何通知"
                                : sent.stream()
                                        .map(message -> shownRecipient(message) + "“" + message.subject() + "”")
                                        .collect(Collectors.joining("；")));
            }
        }
    }

    private String shownRecipient(OutboxMessage message) {
        if (message.recipient().startsWith("group:")) {
            return people.groupName(message.recipient().substring("group:".length()));
        }
        return message.recipient().startsWith("user:")
                ? people.nameOf(message.recipient().substring("user:".length()))
                : message.recipient();
    }

    private boolean isMeant(OutboxMessage message, Piece wanted) {
        if (wanted.isText()) {
            return message.subject().contains(wanted.text());
        }
        return wanted.find("to").map(to -> isTo(message, to)).orElse(true)
                && wanted.find("channel").map(channel -> message.channel().name().equals(channel.text())).orElse(true)
                && wanted.find("subject").map(text -> message.subject().contains(text.text())).orElse(true)
                && wanted.find("body")
                        .map(texts -> texts.texts().stream().allMatch(message.body()::contains))
                        .orElse(true);
    }

    private boolean isTo(OutboxMessage message, Piece to) {
        String text = to.text();
        if (text.equals("applicant") || text.equals("申请人")) {
            return message.recipient().equals(subject().applicantEmail());
        }
        if (message.recipient().equals(text)) {
            return true;
        }
        return people.isGroup(text)
                ? message.recipient().equals("group:" + people.findGroup(text, to))
                : message.recipient().equals("user:" + people.find(text, to));
    }

    private void events(Piece piece) {
        List<String> types = office.audit().of(played.caseId()).stream().map(record -> record.type()).toList();
        piece.texts().forEach(type -> {
            if (!types.contains(type)) {
                different("办件事件", type, types.stream().distinct().toList());
            }
        });
    }

    private void audit(Piece piece) {
        if (!piece.text().equals("intact") && !piece.text().equals("完整")) {
            throw piece.wrong("audit 只能写 intact（完整）。");
        }
        office.audit().verify(played.caseId()).ifPresent(breach -> problems.add("审计链不完整：" + breach));
    }

    // Days

    private void clock(Piece piece, String what, Function<ClockReading, String> figure) {
        String actual = office.clocks().read(played.caseId()).map(figure).orElse("还没有起算");
        String expected = isNone(piece)
                ? "还没有起算"
                : what.endsWith("截止日") ? piece.date().toString() : String.valueOf(piece.whole());
        if (!expected.equals(actual)) {
            different(what, expected, actual);
        }
    }

    private void stopped(Piece piece) {
        String actual = office.clocks()
                .read(played.caseId())
                .map(reading -> reading.openStops().stream()
                        .map(stop -> stop.reason().label())
                        .distinct()
                        .collect(Collectors.joining("、")))
                .orElse("");
        Optional<Boolean> flag = Piece.asFlag(piece.text());
        boolean wanted = flag.orElse(!isNone(piece));
        if (wanted != !actual.isEmpty() || wanted && flag.isEmpty() && !actual.contains(piece.text())) {
            different("停表", wanted ? flag.isPresent() ? "正在停表" : piece.text() : "没有停表",
                    actual.isEmpty() ? "没有停表" : actual);
        }
    }

    private void due(Piece piece) {
        List<Task> open = situation.openTasks(played);
        piece.entries().forEach((step, expected) -> {
            List<Task> found = open.stream().filter(task -> isCalled(task, step)).toList();
            if (found.isEmpty()) {
                different("“" + step + "”的到期日", isNone(expected) ? "没有" : expected.text(), "这一步没有待办");
            }
            found.stream().limit(1).forEach(task -> dates("“" + step + "”的到期日", expected, Situation.due(task)));
        });
    }

    private void timers(Piece piece) {
        List<Waiting> waiting = situation.timers(played);
        piece.entries().forEach((name, expected) -> {
            String bare = name.replaceAll("\\s+", "");
            Optional<Waiting> found = waiting.stream()
                    .filter(each -> each.elementId().equals(name)
                            || situation.nameOf(played, each.elementId()).equals(bare))
                    .findFirst();
            if (found.isEmpty()) {
                if (!isNone(expected)) {
                    different("“" + name + "”", expected.text() + " 到期", waiting.isEmpty()
                            ? "没有在等待的定时"
                            : "在等待的只有" + waiting.stream()
                                    .map(each -> situation.nameOf(played, each.elementId()))
                                    .toList());
                }
            } else if (found.get().isPaused()) {
                if (!expected.isText() || !expected.text().equals("stopped") && !expected.text().equals("停表")) {
                    different("“" + name + "”", expected.text() + " 到期", "停表中");
                }
            } else {
                dates("“" + name + "”的到期日", expected, Optional.of(Situation.officeDate(found.get().due())));
            }
        });
    }

    private void dates(String what, Piece expected, Optional<LocalDate> actual) {
        Optional<LocalDate> wanted = isNone(expected) ? Optional.empty() : Optional.of(expected.date());
        if (!wanted.equals(actual)) {
            different(what, wanted.map(LocalDate::toString).orElse("没有"),
                    actual.map(LocalDate::toString).orElse("没有（停表中或没有期限）"));
        }
    }

    // Tasks

    private boolean isCalled(Task task, String step) {
        return task.getTaskDefinitionKey().equals(step)
                || models.apply(task.getProcessDefinitionId())
                        .nameOf(task.getTaskDefinitionKey())
                        .equals(step.replaceAll("\\s+", ""));
    }

    private void open(Piece piece) {
        List<Task> left = new ArrayList<>(situation.openTasks(played));
        String all = left.isEmpty() ? "没有待办" : left.stream().map(situation::shown).collect(Collectors.joining("；"));
        List<Piece> wanted = isNone(piece) ? List.of() : piece.items();
        for (Piece each : wanted) {
            if (each.isText()) {
                take(left, 1, each.text(), each, all);
            } else {
                int count = each.find("count").map(Piece::whole).orElse(1);
                take(left, count, each.require("step", "open").text(), each, all);
            }
        }
        if (!left.isEmpty()) {
            different("待办", wanted.isEmpty() ? "没有" : "只有" + wanted.stream().map(this::step).toList(), all);
        }
    }

    private String step(Piece piece) {
        return piece.isText() ? piece.text() : piece.require("step", "open").text();
    }

    private void take(List<Task> left, int count, String step, Piece wanted, String all) {
        for (int i = 0; i < count; i++) {
            Optional<Task> named = left.stream().filter(task -> isCalled(task, step)).findFirst();
            Optional<Task> found = left.stream()
                    .filter(task -> isCalled(task, step) && (wanted.isText() || fits(task, wanted)))
                    .findFirst();
            if (found.isEmpty()) {
                different("待办", wanted.isText() ? "有“" + step + "”" : "有 " + wanted(wanted), all);
                named.ifPresent(left::remove);
                return;
            }
            left.remove(found.get());
        }
    }

    private boolean fits(Task task, Piece wanted) {
        return wanted.find("group")
                        .map(groups -> groups.items().stream()
                                .map(group -> people.findGroup(group.text(), group))
                                .allMatch(situation.groupsOf(task)::contains))
                        .orElse(true)
                && wanted.find("assignee")
                        .map(person -> isNone(person)
                                ? task.getAssignee() == null
                                : people.find(person.text(), person).equals(task.getAssignee()))
                        .orElse(true)
                && wanted.find("due")
                        .map(day -> isNone(day)
                                ? task.getDueDate() == null
                                : Situation.due(task).filter(day.date()::equals).isPresent())
                        .orElse(true);
    }

    /** What the form of an open step is opened with, by field or fact. */
    private void shows(Piece piece) {
        piece.entries().forEach((step, facts) -> {
            Optional<Task> task = situation.openTasks(played).stream().filter(each -> isCalled(each, step)).findFirst();
            if (task.isEmpty()) {
                different("“" + step + "”的表单", "可以打开", "这一步没有待办");
                return;
            }
            String person = task.get().getAssignee() != null
                    ? task.get().getAssignee()
                    : people.membersOf(situation.groupsOf(task.get())).stream().findFirst().orElse("");
            Map<String, Object> data = people.as(person, () -> office.desk().formData(task.get().getId()));
            FormFields form =
                    FormFields.read(office.engine().getFormService().getDeployedTaskForm(task.get().getId()));
            facts.entries().forEach((name, expected) -> fact(step, data, form, name, expected));
        });
    }

    private void fact(String step, Map<String, Object> data, FormFields form, String name, Piece expected) {
        boolean known = data.containsKey(name);
        String key = known ? name : form.find(name, expected).key();
        @Nullable Object actual = FormFields.at(data, key);
        String text = String.valueOf(actual);
        Stream<String> parts = expected.texts().stream();
        parts.filter(part -> !text.contains(part))
                .forEach(part -> different("“" + step + "”的表单里“" + name + "”", "含有“" + part + "”", "“" + text + "”"));
    }
}
