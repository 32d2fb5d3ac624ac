package cn.bioapproval.scenarios;

import cn.bioapproval.calendar.CalendarYearNotLoaded;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.scenarios.Scenario.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** What the system answers to somebody whose action it does not take. */
final class Answer {

    private Answer() {}

    /** In what the refusal differs from the expected one. */
    static List<String> differences(Refused expected, Refusal refusal) {
        List<String> problems = new ArrayList<>();
        if (expected.code() != null && !expected.code().equals(refusal.code().value())) {
            problems.add("拒绝的代码：期望 %s，实际 %s（%s）。".formatted(
                    expected.code(), refusal.code(), refusal.getMessage()));
        }
        for (String part : expected.message()) {
            if (!String.valueOf(refusal.getMessage()).contains(part)) {
                problems.add("拒绝的说明：期望含有“%s”，实际是“%s”。".formatted(part, refusal.getMessage()));
            }
        }
        expected.fields().forEach((field, part) -> problems.addAll(inField(field, part, refusal)));
        return problems;
    }

    private static List<String> inField(String field, Piece part, Refusal refusal) {
        String message = refusal.fields().entrySet().stream()
                .filter(entry -> entry.getKey().equals(field) || entry.getValue().contains("“" + field + "”"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (message == null) {
            return List.of("期望字段“%s”有错误提示，实际有提示的字段：%s。".formatted(
                    field, refusal.fields().isEmpty() ? "没有" : refusal.fields().values()));
        }
        return part.texts().stream()
                .filter(text -> !message.contains(text))
                .map(text -> "字段“%s”的提示：期望含有“%s”，实际是“%s”。".formatted(field, text, message))
                .toList();
    }

    /** What a person would be answered over HTTP. */
    static @Nullable Refusal refusalIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof AuthorizationException) {
                return Refusal.forbidden(RefusalCode.NOT_PERMITTED, "您无权查看或办理此事项。");
            }
            if (cause instanceof CalendarYearNotLoaded missing) {
                return Refusal.conflict(RefusalCode.HOLIDAYS_NOT_LOADED, String.valueOf(missing.getMessage()));
            }
        }
        return null;
    }

    /** What went wrong at the bottom of it. */
    static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
