package cn.bioapproval.scenarios;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.scenarios.Scenario.Check;
import cn.bioapproval.scenarios.Scenario.Claim;
import cn.bioapproval.scenarios.Scenario.Days;
import cn.bioapproval.scenarios.Scenario.Deed;
import cn.bioapproval.scenarios.Scenario.Defaults;
import cn.bioapproval.scenarios.Scenario.Do;
import cn.bioapproval.scenarios.Scenario.Expectation;
import cn.bioapproval.scenarios.Scenario.Funds;
import cn.bioapproval.scenarios.Scenario.GoTo;
import cn.bioapproval.scenarios.Scenario.Refused;
import cn.bioapproval.scenarios.Scenario.Start;
import cn.bioapproval.scenarios.Scenario.Step;
import cn.bioapproval.scenarios.Scenario.Story;
import cn.bioapproval.scenarios.Scenario.Timer;
import cn.bioapproval.scenarios.Scenario.Until;
import cn.bioapproval.scenarios.Situation.Waiting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;

/** Plays one story: people act through the {@link Desk} as they would over HTTP, days pass, timers fire when due. */
final class StoryPlay {

    private static final LocalTime OPENING = LocalTime.of(9, 0);
    private static final Pattern PLACEHOLDER = Pattern.compile("<(case|certificate|applicant|today)(?: ([^>]+))?>");
    private static final int MOST_DEEDS = 300;
    private static final int MOST_REPEATS = 20;

    private final Office office;
    private final Scenario scenario;
    private final Story story;
    private final People people;
    private final Situation situation;
    private final CreditCodes codes;
    private final GivenCertificates certificates;
    private final Ways ways;
    private final Map<String, Played> cases = new LinkedHashMap<>();
    private final Map<String, Model> models = new HashMap<>();
    private final Set<String> delayed = new HashSet<>();
    private @Nullable Played current;
    private String where = "";
    private Piece at;

    StoryPlay(
            Office office, Scenario scenario, Story story, CreditCodes codes, GivenCertificates certificates) {
        this.office = office;
        this.scenario = scenario;
        this.story = story;
        this.codes = codes;
        this.certificates = certificates;
        this.ways = new Ways(scenario, story);
        this.people = new People(office.engine().getIdentityService());
        this.situation = new Situation(office, people);
        this.at = scenario.at();
    }

    void play() {
        office.clock().turnTo(opening(story.begin()));
        ways.check(this::modelOf);
        if (!story.uses().isEmpty() && story.steps().stream().noneMatch(Start.class::isInstance)) {
            where = "发起";
            start(story.uses().get(0).process(), Ways.unsaid(at), null, null);
        }
        int number = 0;
        for (Step step : story.steps()) {
            number++;
            at = step.at();
            where = "第 " + number + " 步 " + step.shown();
            perform(step);
        }
        for (Expectation expectation : story.expectations()) {
            at = expectation.at();
            where = "最后的核对";
            check(expectation);
        }
    }

    private void perform(Step step) {
        if (step instanceof Start start) {
            String process = start.process() != null
                    ? start.process()
                    : story.uses().stream().findFirst().map(Defaults::process)
                            .orElseThrow(() -> start.at().wrong("start 后面要写流程的名称。"));
            start(process, start.deed(), start.caseName(), start.refused());
        } else if (step instanceof Do act) {
            act(act);
        } else if (step instanceof Claim claim) {
            claim(claim);
        } else if (step instanceof Days pass) {
            passTo(opening(office.days().plus(situation.today(), pass.days())));
        } else if (step instanceof GoTo go) {
            if (go.date().isBefore(situation.today())) {
                throw failure(List.of("时间不能倒退：现在已经是 " + situation.today() + "，不能再到 " + go.date() + "。"));
            }
            passTo(opening(go.date()));
        } else if (step instanceof Timer timer) {
            waitFor(timer);
        } else if (step instanceof Until until) {
            until(until);
        } else if (step instanceof Funds funds) {
            Preparation.budgets(office, funds.budget(), situation.today().getYear());
        } else if (step instanceof Check check) {
            check(check.expectation());
        }
    }

    private static Instant opening(LocalDate day) {
        return day.atTime(OPENING).atZone(OfficeClock.ZONE).toInstant();
    }

    // Opening a case

    private void start(String process, Deed own, @Nullable String caseName, @Nullable Refused refused) {
        Model model = modelOf(process, own.at());
        List<Deed> layers = ways.layers(model, Ways.START, 0, List.of(own));
        FormFields form = FormFields.read(office.engine()
                .getFormService()
                .getDeployedStartForm(model.definition().getId()));
        Map<String, Object> values = filler(refused != null)
                .fill(form, Map.of(), ways.defaultForm(model, Ways.START), ways.ownForms(layers));
        String name = caseName == null ? "办件" + (cases.size() + 1) : caseName;
        Desk.Opened[] opened = new Desk.Opened[1];
        boolean done = attempt(
                "发起“" + model.name() + "”",
                refused,
                starters(model, Ways.person(layers), own.at()),
                user -> opened[0] = people.as(
                        user, () -> office.desk().startById(model.definition().getId(), values)));
        if (done) {
            Played played = cases.values().stream()
                    .filter(known -> known.caseId().equals(opened[0].caseId()))
                    .findFirst()
                    .orElseGet(() -> new Played(name, opened[0].caseId(), opened[0].caseNumber()));
            played.carriedBy(opened[0].processInstanceId(), model);
            cases.put(played.name(), played);
            current = played;
            runWaitingJobs();
        }
    }

    private List<String> starters(Model model, Optional<String> as, Piece piece) {
        if (as.isPresent()) {
            return List.of(people.find(as.get(), piece));
        }
        List<String> groups = new ArrayList<>(model.startableBy());
        office.catalog().itemsOf(model.key()).stream().map(ServiceItem::startableBy).forEach(groups::addAll);
        List<String> members = people.membersOf(groups);
        if (members.isEmpty()) {
            throw piece.wrong("请用 as 写明由谁发起“" + model.name() + "”。");
        }
        return members;
    }

    private Model modelOf(String process, Piece piece) {
        List<ProcessDefinition> all =
                office.engine().getRepositoryService().createProcessDefinitionQuery().latestVersion().list();
        List<ProcessDefinition> found = all.stream()
                .filter(each -> each.getKey().equals(process) || process.equals(each.getName()))
                .toList();
        if (found.size() != 1) {
            List<String> known = new ArrayList<>();
            all.forEach(each -> {
                known.add(String.valueOf(each.getName()));
                known.add(each.getKey());
            });
            throw piece.wrong("没有“%s”这个流程。%s".formatted(process, Nearest.hint(process, known)));
        }
        return model(found.get(0).getId());
    }

    private Model model(String definitionId) {
        var repository = office.engine().getRepositoryService();
        return models.computeIfAbsent(
                definitionId, id -> new Model(repository, repository.getProcessDefinition(id)));
    }

    // Doing a step

    private void act(Do act) {
        Played played = played(act.caseName(), act.at());
        List<Task> open = openTasks(played, act.step(), act.at());
        if (open.isEmpty()) {
            throw notOpen(played, act.step());
        }
        Task first = open.get(0);
        List<Deed> layers = ways.layers(
                model(first.getProcessDefinitionId()), first.getTaskDefinitionKey(), 0, List.of(act.deed()));
        if (Ways.each(layers)) {
            open.forEach(task -> complete(played, task, List.of(act.deed()), act.refused()));
        } else {
            complete(played, chosen(open, act), List.of(act.deed()), act.refused());
        }
    }

    private void claim(Claim claim) {
        Played played = played(claim.caseName(), claim.at());
        Task task = openTasks(played, claim.step(), claim.at()).stream()
                .findFirst()
                .orElseThrow(() -> notOpen(played, claim.step()));
        List<String> person = List.of(people.find(claim.as(), claim.at()));
        attempt("领取“" + task.getName() + "”", null, person, user -> people.as(user, () -> {
            office.desk().claim(task.getId());
            return true;
        }));
    }

    /** Of several open at the same time that of the person who acts, else one that nobody has, else the first. */
    private Task chosen(List<Task> open, Do act) {
        String person = act.deed().as() == null ? null : people.find(act.deed().as(), act.at());
        return open.stream()
                .filter(task -> person != null && person.equals(task.getAssignee()))
                .findFirst()
                .or(() -> open.stream().filter(task -> task.getAssignee() == null).findFirst())
                .orElse(open.get(0));
    }

    private List<Task> openTasks(Played played, String step, Piece piece) {
        boolean known = played.models().stream().anyMatch(model -> !model.find(step, UserTask.class).isEmpty());
        List<Task> open = situation.openTasks(played);
        List<Task> named = open.stream()
                .filter(task -> task.getTaskDefinitionKey().equals(step)
                        || model(task.getProcessDefinitionId()).nameOf(task.getTaskDefinitionKey())
                                .equals(step.replaceAll("\\s+", "")))
                .toList();
        if (named.isEmpty() && !known) {
            List<String> names = played.models().stream()
                    .flatMap(model -> model.names(UserTask.class).stream())
                    .distinct()
                    .toList();
            throw piece.wrong("流程里没有“%s”这个由人办理的步骤。%s\n  流程里的步骤有：%s。"
                    .formatted(step, Nearest.hint(step, names), String.join("、", names)));
        }
        return named;
    }

    private ScenarioFailure notOpen(Played played, String step) {
        List<Task> open = situation.openTasks(played);
        return failure(List.of("期望“%s”待办，实际%s。".formatted(
                step,
                open.isEmpty()
                        ? "没有任何待办"
                        : "待办的是" + open.stream().map(Task::getName).distinct()
                                .collect(Collectors.joining("”、“", "“", "”")))));
    }

    private boolean complete(Played played, Task task, List<Deed> own, @Nullable Refused refused) {
        Model model = model(task.getProcessDefinitionId());
        String element = task.getTaskDefinitionKey();
        List<Deed> layers = ways.layers(model, element, played.timesDone(element), own);
        Optional<String> as = Ways.person(layers);
        Piece piece = own.isEmpty() ? at : own.get(own.size() - 1).at();
        List<String> doers = doers(task, as, piece);
        FormFields form =
                FormFields.read(office.engine().getFormService().getDeployedTaskForm(task.getId()));
        Map<String, Object> data = people.as(doers.get(0), () -> formData(task));
        Map<String, Object> values =
                filler(refused != null).fill(form, data, ways.defaultForm(model, element), ways.ownForms(layers));
        boolean done = attempt(
                "办理“" + task.getName() + "”",
                refused,
                doers,
                user -> people.as(user, () -> {
                    office.desk().claimAndSubmit(task.getId(), values);
                    return true;
                }));
        if (done) {
            played.didOnce(element);
            current = played;
            runWaitingJobs();
        }
        return done;
    }

    /** A person who may not read the task sees no prefilled form; the desk will refuse the submission itself. */
    private Map<String, Object> formData(Task task) {
        try {
            return office.desk().formData(task.getId());
        } catch (Refusal | AuthorizationException e) {
            return Map.of();
        }
    }

    private List<String> doers(Task task, Optional<String> as, Piece piece) {
        if (as.isPresent()) {
            return List.of(people.find(as.get(), piece));
        }
        if (task.getAssignee() != null) {
            return List.of(task.getAssignee());
        }
        List<String> members = people.membersOf(situation.groupsOf(task));
        if (members.isEmpty()) {
            throw piece.wrong("“" + task.getName() + "”没有可以办理的人，请用 as 写明由谁办理。");
        }
        return members;
    }

    /**
     * Lets the first person act; one who is barred by four eyes or recusal gives way to the next.
     *
     * @return whether it was done
     */
    private boolean attempt(
            String what, @Nullable Refused refused, List<String> persons, Consumer<String> action) {
        List<String> before = openTaskIds();
        for (int i = 0; i < persons.size(); i++) {
            try {
                action.accept(persons.get(i));
                office.recorder().keep();
                if (refused != null) {
                    String code = refused.code() == null ? "" : "（" + refused.code() + "）";
                    throw failure(List.of("期望" + what + "被拒绝" + code + "，实际提交成功了。"));
                }
                return true;
            } catch (ScenarioFailure e) {
                throw e;
            } catch (RuntimeException e) {
                office.recorder().drop();
                Refusal refusal = Answer.refusalIn(e);
                boolean barred = refusal != null
                        && (refusal.code().equals(RefusalCode.FOUR_EYES)
                                || refusal.code().equals(RefusalCode.RECUSAL_REQUIRED));
                if (!barred || i == persons.size() - 1) {
                    compare(what, persons.get(i), refused, refusal, e);
                }
            }
        }
        if (!openTaskIds().equals(before)) {
            throw failure(List.of(what + "被拒绝以后，待办却变了；被拒绝的操作不应当留下任何痕迹。"));
        }
        return false;
    }

    private List<String> openTaskIds() {
        return cases.values().stream()
                .flatMap(played -> situation.openTasks(played).stream())
                .map(Task::getId)
                .toList();
    }

    private void compare(
            String what, String user, @Nullable Refused expected, @Nullable Refusal refusal, RuntimeException cause) {
        if (refusal == null) {
            throw failure(List.of(what + "时系统出错：" + Answer.rootMessage(cause)), cause);
        }
        if (expected == null) {
            throw failure(List.of("%s（由%s）被拒绝：%s %s".formatted(
                    what, people.nameOf(user), refusal.code(), refusal.getMessage())));
        }
        List<String> problems = Answer.differences(expected, refusal);
        if (!problems.isEmpty()) {
            throw failure(problems);
        }
    }

    private FormFiller filler(boolean lenient) {
        return new FormFiller(office.feel(), situation.today(), this::replaced, codes::of, lenient);
    }

    private String replaced(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(switch (found.group(1)) {
            case "case" -> played(found.group(2), at).number();
            case "certificate" -> certificates.number(found.group(2), at);
            case "applicant" -> codes.of(found.group(2) == null ? "auto" : "auto " + found.group(2));
            default -> situation.today().toString();
        }));
    }

    private Played played(@Nullable String name, Piece piece) {
        Played found = name == null ? current : cases.get(name);
        if (found == null) {
            throw piece.wrong(name == null
                    ? "还没有办件：先用 start 发起，或者用 use 指定默认办理。"
                    : "没有名叫“%s”的办件。%s".formatted(name, Nearest.hint(name, cases.keySet())));
        }
        return found;
    }

    // By the defaults, until

    private void until(Until until) {
        Played played = played(until.caseName(), until.at());
        if (until.step() != null) {
            openTasks(played, until.step(), until.at());
        }
        for (int deeds = 0; deeds < MOST_DEEDS; deeds++) {
            List<Task> open = situation.openTasks(played);
            boolean reached = until.step() != null && !openTasks(played, until.step(), until.at()).isEmpty();
            if (reached || until.step() == null && situation.liveInstances(played).isEmpty()) {
                return;
            }
            if (open.isEmpty() && situation.timers(played).isEmpty()) {
                throw failure(List.of("没有到“%s”：%s。".formatted(
                        until.step() == null ? "结束" : until.step(),
                        situation.liveInstances(played).isEmpty() ? "办件流程已经结束" : "没有待办，也没有等待到期的定时")));
            }
            next(played, open, until);
        }
        throw failure(List.of("已经办理了 " + MOST_DEEDS + " 步还没有到头，流程可能在兜圈子。"));
    }

    private void next(Played played, List<Task> open, Until until) {
        for (Task task : open) {
            Model model = model(task.getProcessDefinitionId());
            String element = task.getTaskDefinitionKey();
            int time = played.timesDone(element);
            List<Deed> own =
                    ways.of(until.changes(), model, element).flatMap(deed -> deed.time(time)).stream().toList();
            List<Deed> layers = ways.layers(model, element, time, own);
            if (layers.isEmpty()) {
                throw failure(List.of("不知道怎样办理“%s”：默认办理文件和 change 里都没有这一步。".formatted(task.getName())));
            }
            if (Ways.waits(layers)) {
                continue;
            }
            if (time >= MOST_REPEATS) {
                throw failure(List.of("“%s”已经办理了 %d 次，流程在兜圈子；只在第一次不同的，请把 change 写成列表。"
                        .formatted(task.getName(), time)));
            }
            int after = Ways.after(layers);
            if (after > 0 && delayed.add(played.turn(element))) {
                passTo(opening(office.days().plus(situation.today(), after)));
                return;
            }
            complete(played, task, own, null);
            return;
        }
        Waiting timer = situation.timers(played).stream()
                .filter(waiting -> !waiting.isPaused())
                .findFirst()
                .orElseThrow(() -> failure(List.of("待办的步骤都写着 wait（等待到期），但没有会到期的定时。")));
        fire(timer);
    }

    // Time

    private void waitFor(Timer timer) {
        Played played = played(timer.caseName(), timer.at());
        List<Waiting> waiting = situation.timers(played).stream()
                .filter(each -> isNamed(played, each.elementId(), timer.timer()))
                .toList();
        if (waiting.isEmpty()) {
            boolean known = played.models().stream()
                    .anyMatch(model -> !model.find(timer.timer(), FlowNode.class).isEmpty());
            List<String> names = situation.timers(played).stream()
                    .map(each -> situation.nameOf(played, each.elementId()))
                    .toList();
            if (!known) {
                List<String> all = new ArrayList<>();
                played.models().forEach(model -> all.addAll(model.names(FlowNode.class)));
                throw timer.at().wrong("流程里没有“%s”。%s".formatted(timer.timer(), Nearest.hint(timer.timer(), all)));
            }
            throw failure(List.of("“%s”现在没有在等待到期；在等待的：%s。".formatted(
                    timer.timer(), names.isEmpty() ? "没有" : String.join("、", names))));
        }
        Waiting first = waiting.get(0);
        if (first.isPaused()) {
            throw failure(List.of("“" + timer.timer() + "”停表中，不会到期。"));
        }
        LocalDate due = Situation.officeDate(first.due());
        if (timer.due() != null && !timer.due().equals(due)) {
            throw failure(List.of("“%s”的到期日：期望 %s，实际 %s。".formatted(timer.timer(), timer.due(), due)));
        }
        fire(first);
    }

    private boolean isNamed(Played played, String element, String name) {
        return element.equals(name) || situation.nameOf(played, element).equals(name.replaceAll("\\s+", ""));
    }

    /** To the moment after the timer is due, and on to the morning of the next working day. */
    private void fire(Waiting timer) {
        passTo(timer.due().toInstant().plusSeconds(1));
        Instant morning = opening(office.days().onOrAfter(situation.today()));
        if (morning.isAfter(office.clock().instant())) {
            passTo(morning);
        }
    }

    /** Lets time pass; timers of all cases fire in the order of their due dates, each a second after it is due. */
    private void passTo(Instant moment) {
        while (true) {
            Optional<Waiting> next = cases.values().stream()
                    .flatMap(played -> situation.timers(played).stream())
                    .filter(timer -> timer.job().getRetries() > 0)
                    .filter(timer -> timer.due().toInstant().isBefore(moment))
                    .min((one, other) -> one.due().compareTo(other.due()));
            if (next.isEmpty()) {
                break;
            }
            Instant due = next.get().due().toInstant().plusSeconds(1);
            if (due.isAfter(office.clock().instant())) {
                office.clock().turnTo(due);
            }
            execute(next.get().job(), "定时到期");
            runWaitingJobs();
        }
        if (moment.isAfter(office.clock().instant())) {
            office.clock().turnTo(moment);
        }
    }

    private void runWaitingJobs() {
        for (Played played : cases.values()) {
            List<Job> jobs = situation.dueNow(played);
            while (!jobs.isEmpty()) {
                execute(jobs.get(0), "后台办理");
                jobs = situation.dueNow(played);
            }
        }
    }

    private void execute(Job job, String what) {
        try {
            office.engine().getManagementService().executeJob(job.getId());
            office.recorder().keep();
        } catch (RuntimeException e) {
            office.recorder().drop();
            Refusal refusal = Answer.refusalIn(e);
            throw refusal == null
                    ? failure(List.of(what + "时系统出错：" + Answer.rootMessage(e)), e)
                    : failure(List.of("%s被拒绝：%s %s".formatted(what, refusal.code(), refusal.getMessage())));
        }
    }

    // What must be so

    private void check(Expectation expectation) {
        Played played = played(expectation.caseName(), expectation.at());
        List<String> problems = new Expecting(office, people, situation, played, this::model).problems(expectation);
        if (!problems.isEmpty()) {
            throw failure(problems);
        }
    }

    private ScenarioFailure failure(List<String> problems) {
        return failure(problems, null);
    }

    private ScenarioFailure failure(List<String> problems, @Nullable Throwable cause) {
        StringBuilder text = new StringBuilder("场景没有通过：" + scenario.title())
                .append("\n文件：").append(at.place())
                .append("\n步骤：").append(where);
        problems.forEach(problem -> text.append("\n  ✗ ").append(problem.replace("\n", "\n    ")));
        text.append("\n").append(situation.describe(cases.values()));
        if (cause != null) {
            text.append("\n（技术原因附在后面，请转给开发人员。）");
        }
        return new ScenarioFailure(text.toString(), cause);
    }
}
