package cn.bioapproval.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A process made up by a test: what its parts are, and the BPMN that says so. */
final class GeneratedModel {

    sealed interface Part {}

    /** A step; it may stop the clock, and may have a timer on its boundary whose way leads to the same next node. */
    record Step(boolean stops, boolean timed) implements Part {}

    record Sequence(List<Part> parts) implements Part {}

    /** All branches at once. */
    record Parallel(List<Part> branches) implements Part {}

    /** The first branch always, each other when the way fits. */
    record Inclusive(List<Part> branches) implements Part {}

    /** One of the branches. */
    record Choice(List<Part> branches) implements Part {}

    record Inner(Part content) implements Part {}

    /** A process of its own, called. */
    record Called(Part content) implements Part {}

    /** Again and again while the way is the second. */
    record Loop(Part content) implements Part {}

    /** How many of several have to agree (会签, 或签, 比例). */
    enum Quorum {
        ALL(""),
        ONE("${nrOfCompletedInstances >= 1}"),
        HALF("${nrOfCompletedInstances * 2 >= nrOfInstances}");

        private final String condition;

        Quorum(String condition) {
            this.condition = condition;
        }
    }

    /** A step, a called process or a subprocess, several times. */
    record Many(Part content, int times, boolean sequential, Quorum quorum) implements Part {}

    private final String key;
    private final List<String> parts = new ArrayList<>();
    private StringBuilder xml = new StringBuilder();
    private int count;

    private GeneratedModel(String key) {
        this.key = key;
    }

    static String bpmn(String key, Part part) {
        return new GeneratedModel(key).definitions(part);
    }

    private String definitions(Part part) {
        process(key, part, " camunda:formRef=\"verbs-check-apply\" camunda:formRefBinding=\"deployment\"");
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                 xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                 id="d" targetNamespace="http://bioapproval.cn/test">
                """
                + xml + String.join("", parts) + "</definitions>";
    }

    private void process(String id, Part part, String form) {
        xml.append(
                """
                <process id="%s" name="动作检验" isExecutable="true" camunda:historyTimeToLive="P1D">
                <extensionElements><camunda:properties>
                <camunda:property name="case.item" value="clinical-center"/>
                <camunda:property name="verbs.lead" value="kjjLead"/>
                </camunda:properties></extensionElements>
                <startEvent id="start%s"%s/>
                """
                        .formatted(id, id, form));
        Ends ends = write(part);
        flow("start" + id, ends.first(), "");
        xml.append("<endEvent id=\"end%s\"/>\n".formatted(id));
        flow(ends.last(), "end" + id, "");
        xml.append("</process>\n");
    }

    private record Ends(String first, String last) {}

    private Ends write(Part part) {
        if (part instanceof Step step) {
            return step(step, "");
        }
        if (part instanceof Sequence sequence) {
            return sequence(sequence.parts());
        }
        if (part instanceof Parallel parallel) {
            return gateways("parallelGateway", parallel.branches(), n -> "");
        }
        if (part instanceof Inclusive inclusive) {
            return gateways(
                    "inclusiveGateway",
                    inclusive.branches(),
                    n -> n == 0 ? "${true}" : "${way == '" + n + "'}");
        }
        if (part instanceof Choice choice) {
            int last = choice.branches().size() - 1;
            return gateways(
                    "exclusiveGateway",
                    choice.branches(),
                    n -> n == last ? "${true}" : "${way == '" + n + "'}");
        }
        if (part instanceof Called called) {
            return called(called, "");
        }
        if (part instanceof Loop loop) {
            return loop(loop);
        }
        return part instanceof Inner inner ? inner(inner.content(), "") : many((Many) part);
    }

    private Ends step(Step step, String loop) {
        String id = (step.stops() ? "stop" : "step") + count++;
        xml.append(
                """
                <userTask id="%s" name="步骤%s" camunda:formRef="verbs-check-step" camunda:formRefBinding="deployment"
                 camunda:candidateGroups="kjj"><extensionElements><camunda:properties>
                <camunda:property name="clock.limit" value="5"/>
                <camunda:property name="clock.effect" value="%s"/>
                <camunda:property name="clock.custody" value="review"/>
                </camunda:properties></extensionElements>%s</userTask>
                """
                        .formatted(id, id, step.stops() ? "stops:EXPERT_REVIEW" : "runs", loop));
        if (!step.timed() || !loop.isEmpty()) {
            return new Ends(id, id);
        }
        String merge = "merge" + count++;
        xml.append(
                """
                <boundaryEvent id="timer_%s" attachedToRef="%s"><timerEventDefinition>
                <timeDate xsi:type="tFormalExpression">${stepDue.of(execution,'%s')}</timeDate>
                </timerEventDefinition></boundaryEvent><exclusiveGateway id="%s"/>
                """
                        .formatted(id, id, id, merge));
        flow(id, merge, "");
        flow("timer_" + id, merge, "");
        return new Ends(id, merge);
    }

    private Ends sequence(List<Part> parts) {
        List<Ends> written = parts.stream().map(this::write).toList();
        IntStream.range(1, written.size())
                .forEach(i -> flow(written.get(i - 1).last(), written.get(i).first(), ""));
        return new Ends(written.get(0).first(), written.get(written.size() - 1).last());
    }

    private Ends gateways(String kind, List<Part> branches, IntFunction<String> condition) {
        String fork = "fork" + count++;
        String join = "join" + count++;
        xml.append("<%s id=\"%s\"/><%s id=\"%s\"/>\n".formatted(kind, fork, kind, join));
        for (int i = 0; i < branches.size(); i++) {
            Ends branch = write(branches.get(i));
            flow(fork, branch.first(), condition.apply(i));
            flow(branch.last(), join, "");
        }
        return new Ends(fork, join);
    }

    private Ends inner(Part content, String loop) {
        String id = "sub" + count++;
        xml.append("<subProcess id=\"%s\">%s<startEvent id=\"start_%s\"/>\n".formatted(id, loop, id));
        Ends ends = write(content);
        xml.append("<endEvent id=\"end_%s\"/>\n".formatted(id));
        flow("start_" + id, ends.first(), "");
        flow(ends.last(), "end_" + id, "");
        xml.append("</subProcess>\n");
        return new Ends(id, id);
    }

    private Ends called(Called called, String loop) {
        String part = key + "-" + count++;
        StringBuilder caller = xml;
        xml = new StringBuilder();
        process(part, called.content(), "");
        parts.add(xml.toString());
        xml = caller;
        String id = "call" + count++;
        xml.append(
                """
                <callActivity id="%s" calledElement="%s" camunda:calledElementBinding="deployment"><extensionElements>
                <camunda:in source="way" target="way"/><camunda:out source="way" target="way"/>
                </extensionElements>%s</callActivity>
                """
                        .formatted(id, part, loop));
        return new Ends(id, id);
    }

    private Ends loop(Loop loop) {
        String before = "again" + count++;
        String after = "enough" + count++;
        xml.append("<exclusiveGateway id=\"%s\"/><exclusiveGateway id=\"%s\"/>\n".formatted(before, after));
        Ends ends = write(loop.content());
        flow(before, ends.first(), "");
        flow(ends.last(), after, "");
        flow(after, before, "${way == '2'}");
        String out = "out" + count++;
        xml.append("<exclusiveGateway id=\"%s\"/>\n".formatted(out));
        flow(after, out, "${way != '2'}");
        return new Ends(before, out);
    }

    private Ends many(Many many) {
        String loop = "<multiInstanceLoopCharacteristics isSequential=\"%s\"><loopCardinality>%d</loopCardinality>%s%s"
                .formatted(
                        many.sequential(),
                        many.times(),
                        many.quorum() == Quorum.ALL
                                ? ""
                                : "<completionCondition>" + many.quorum().condition.replace(">", "&gt;")
                                        + "</completionCondition>",
                        "</multiInstanceLoopCharacteristics>");
        if (many.content() instanceof Called called) {
            return called(called, loop);
        }
        return many.content() instanceof Step step ? step(step, loop) : inner(many.content(), loop);
    }

    private void flow(String from, String to, String condition) {
        xml.append("<sequenceFlow id=\"f%d\" sourceRef=\"%s\" targetRef=\"%s\"".formatted(count++, from, to));
        if (condition.isEmpty()) {
            xml.append("/>\n");
        } else {
            xml.append("><conditionExpression xsi:type=\"tFormalExpression\">%s</conditionExpression></sequenceFlow>\n"
                    .formatted(condition));
        }
    }

    /** One line that shows the shape. */
    static String shape(Part part) {
        if (part instanceof Step step) {
            return step.stops() ? "S" : step.timed() ? "t" : "s";
        }
        if (part instanceof Sequence sequence) {
            return joined(sequence.parts(), "-", "", "");
        }
        if (part instanceof Parallel parallel) {
            return joined(parallel.branches(), "|", "(", ")");
        }
        if (part instanceof Inclusive inclusive) {
            return joined(inclusive.branches(), "o", "(", ")");
        }
        if (part instanceof Choice choice) {
            return joined(choice.branches(), "/", "(", ")");
        }
        if (part instanceof Inner inner) {
            return "[" + shape(inner.content()) + "]";
        }
        if (part instanceof Called called) {
            return "<" + shape(called.content()) + ">";
        }
        if (part instanceof Loop loop) {
            return "@(" + shape(loop.content()) + ")";
        }
        Many many = (Many) part;
        return "%d%s%s{%s}".formatted(
                many.times(), many.sequential() ? "=" : "*", many.quorum().name().charAt(0), shape(many.content()));
    }

    private static String joined(List<Part> parts, String between, String before, String after) {
        return parts.stream().map(GeneratedModel::shape).collect(Collectors.joining(between, before, after));
    }
}
