package cn.bioapproval.deviceregistration;

import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.documents.Documents;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The documents of device registration, each filled in from the application. */
@Component
class DevicePapers {

    private final Documents documents;
    private final WorkingDays workingDays;

    DevicePapers(Documents documents, WorkingDays workingDays) {
        this.documents = documents;
        this.workingDays = workingDays;
    }

    void acceptance(DeviceApplication application, boolean deemed, ServiceItem item) {
        issue(application, "device-acceptance-notice", Map.of(
                "productName", application.details().productName(),
                "receivedOn", application.receivedOn(),
                "acceptedOn", application.acceptedOn().orElseThrow(),
                "deemed", deemed,
                "reviewed", application.matter().isReviewed(),
                "limited", item.statutoryDays() != null,
                "statutoryDays", Objects.requireNonNullElse(item.statutoryDays(), 0),
                "promisedDays", item.promisedDays()));
    }

    void corrections(DeviceApplication application, List<String> missing, String requirement, LocalDate dueOn) {
        List<Map<String, Object>> rows = new ArrayList<>();
        missing.forEach(name -> rows.add(Map.of("name", name, "requirement", "补交")));
        rows.add(Map.of("name", "申请内容", "requirement", requirement));
        issue(application, "device-correction-notice", Map.of(
                "productName", application.details().productName(),
                "receivedOn", application.receivedOn(),
                "missing", rows,
                "dueOn", dueOn));
    }

    void rejection(DeviceApplication application) {
        issue(application, "device-rejection-notice", Map.of(
                "productName", application.details().productName(),
                "receivedOn", application.receivedOn(),
                "reason", application.reason()));
    }

    void supplement(DeviceApplication application, String requirements, LocalDate dueOn) {
        issue(application, "device-supplement-notice", Map.of(
                "productName", application.details().productName(),
                "requirements", requirements,
                "dueOn", dueOn));
    }

    void intendedRefusal(DeviceApplication application, LocalDate dueOn) {
        issue(application, "device-intended-refusal-notice", Map.of(
                "productName", application.details().productName(),
                "ground", application.ground().orElseThrow().label(),
                "reason", application.reason(),
                "dueOn", dueOn));
    }

    void refusal(DeviceApplication application) {
        issue(application, "device-refusal-decision", Map.of(
                "productName", application.details().productName(),
                "modelSpec", application.details().modelSpec(),
                "acceptedOn", application.acceptedOn().orElseThrow(),
                "ground", application.ground().orElseThrow().label(),
                "reason", application.reason()));
    }

    void withdrawal(DeviceApplication application, boolean deemed, String reason) {
        issue(application, "device-withdrawal-notice", Map.of(
                "productName", application.details().productName(),
                "deemed", deemed,
                "withdrawnOn", workingDays.today(),
                "reason", reason));
    }

    /** Cancels a certificate, in writing. */
    void cancellation(DeviceApplication application, String reason, LocalDate on) {
        issue(application, "device-cancellation-decision", Map.of(
                "productName", application.details().productName(),
                "certificateNumber", application.certificateNumber().orElseThrow(),
                "reason", reason,
                "cancelledOn", on));
    }

    /** Refuses what has no technical review: filing, reissue, cancellation. */
    void matterRefusal(DeviceApplication application) {
        issue(application, "device-matter-refusal", Map.of(
                "productName", application.details().productName(),
                "certificateNumber", application.certificateNumber().orElseThrow(),
                "reason", application.reason()));
    }

    private void issue(DeviceApplication application, String template, Map<String, Object> data) {
        Map<String, Object> whole = new HashMap<>(data);
        whole.put("matter", application.matter().label());
        documents.issue(application.caseId(), template, whole);
    }
}
