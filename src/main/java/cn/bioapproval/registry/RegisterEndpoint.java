package cn.bioapproval.registry;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.certificates.Certificate;
import cn.bioapproval.certificates.CertificateKind;
import cn.bioapproval.certificates.CertificateState;
import cn.bioapproval.certificates.Certificates;
import cn.bioapproval.certificates.RegisterEntry;
import cn.bioapproval.engine.SignedIn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/certificates}: the register for whoever is signed in. */
@RestController
@RequestMapping("/api/certificates")
class RegisterEndpoint {

    private static final int LINES = 20;

    private final Certificates certificates;
    private final RegisterSearch search;
    private final CaseRegister cases;
    private final SignedIn signedIn;

    RegisterEndpoint(Certificates certificates, RegisterSearch search, CaseRegister cases, SignedIn signedIn) {
        this.certificates = certificates;
        this.search = search;
        this.cases = cases;
        this.signedIn = signedIn;
    }

    /** What the page offers to choose from. */
    record Choices(List<Kind> kinds, List<Choice> states) {}

    /** A kind with its categories. */
    record Kind(String code, String name, List<Choice> categories) {}

    /** A value and what people call it. */
    record Choice(String value, String label) {}

    /**
     * A certificate whole.
     *
     * @param lastDayForRenewal the last day on which renewal may be applied for
     * @param renewal           number of the case in which it was applied for, while that is open
     * @param lines             what stands on it now
     */
    record Shown(
            String number,
            String kind,
            String category,
            String state,
            String stateLabel,
            LocalDate approvedOn,
            LocalDate validFrom,
            LocalDate validUntil,
            LocalDate lastDayForRenewal,
            @Nullable String renewal,
            List<Map<String, String>> lines,
            List<Entry> entries) {}

    /** What was decided, on an office date, in which case, for which term. */
    record Entry(
            String act,
            LocalDate on,
            LocalDate validFrom,
            LocalDate validUntil,
            @Nullable String explanation,
            String caseNumber) {}

    @GetMapping("/choices")
    Choices choices() {
        signedIn.person();
        return new Choices(
                certificates.kinds().stream()
                        .map(kind -> new Kind(kind.code(), kind.name(), categories(kind)))
                        .toList(),
                Arrays.stream(CertificateState.values())
                        .map(state -> new Choice(state.name(), state.label()))
                        .toList());
    }

    @GetMapping
    RegisterSearch.Found find(
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable CertificateState state,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate expiresFrom,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate expiresUntil,
            @RequestParam(defaultValue = "0") int page) {
        signedIn.person();
        return search.find(
                new RegisterSearch.Asked(
                        words, given(kind), given(category), state, expiresFrom, expiresUntil),
                page,
                LINES);
    }

    @GetMapping("/{number}")
    Shown read(@PathVariable String number) {
        signedIn.person();
        Certificate found = certificates.get(number);
        CertificateKind kind = certificates.kind(found.kind());
        CertificateState state = certificates.stateOf(found);
        List<RegisterEntry> newestFirst = new ArrayList<>(certificates.entries(found));
        Collections.reverse(newestFirst);
        return new Shown(
                found.number(),
                kind.name(),
                found.category() + " " + kind.categories().getOrDefault(found.category(), ""),
                state.name(),
                state.label(),
                found.firstApprovedOn(),
                found.validFrom(),
                found.validUntil(),
                certificates.lastDayForRenewal(found),
                found.renewalCase() == null ? null : cases.get(found.renewalCase()).number(),
                kind.rows(certificates.contentsOf(found)),
                newestFirst.stream().map(this::entry).toList());
    }

    private Entry entry(RegisterEntry entry) {
        Case decidedIn = cases.get(entry.caseId());
        return new Entry(
                entry.act().label(),
                entry.approvedOn(),
                entry.validFrom(),
                entry.validUntil(),
                entry.explanation(),
                decidedIn.number());
    }

    private static List<Choice> categories(CertificateKind kind) {
        return kind.categories().entrySet().stream()
                .map(each -> new Choice(each.getKey(), each.getKey() + " " + each.getValue()))
                .toList();
    }

    private static @Nullable String given(@Nullable String chosen) {
        return chosen == null || chosen.isEmpty() ? null : chosen;
    }
}
