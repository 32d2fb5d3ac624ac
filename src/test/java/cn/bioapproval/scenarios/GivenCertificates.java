package cn.bioapproval.scenarios;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.NewCase;
import cn.bioapproval.certificates.CertificateContents;
import cn.bioapproval.certificates.Certificates;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Certificates of earlier years that a story begins with. Their numbers are new in every run; the story calls them
 * {@code <certificate>} or {@code <certificate name>}.
 */
final class GivenCertificates {

    private static final String REAGENT = "device-ivd";
    private static final int YEARS_VALID = 5;

    private final Office office;
    private final CreditCodes codes;
    private final Map<String, String> numbers = new LinkedHashMap<>();

    GivenCertificates(Office office, CreditCodes codes) {
        this.office = office;
        this.codes = codes;
    }

    void enter(Piece given) {
        String kind = given.find("kind").map(Piece::text).orElse("device");
        String holder = given.find("holder").map(Piece::text).orElse("auto");
        LocalDate validUntil = given.require("validUntil", "certificates").date();
        LocalDate approvedOn = validUntil.plusDays(1).minusYears(YEARS_VALID);
        Certificates register = office.application().getBean(Certificates.class);
        var transaction =
                new TransactionTemplate(office.application().getBean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(status -> {
            CaseId caseId = office.cases()
                    .open(new NewCase("scenario-register", "BLDJ", "scenario-register", "补录注册证", "场景给定",
                            codes.of(holder), null))
                    .id();
            String number = free(register, approvedOn.getYear(), kind);
            register.enter(caseId, kind, number, contents(kind, codes.of(holder)), approvedOn, validUntil);
            office.cases().close(caseId, CaseOutcome.GRANTED, null);
            numbers.put(given.find("name").map(Piece::text).orElse(""), number);
        });
    }

    /** The number of the certificate with that name; of the first one without. */
    String number(@Nullable String name, Piece at) {
        String found = name == null
                ? numbers.values().stream().findFirst().orElse(null)
                : numbers.get(name);
        if (found == null) {
            String hint = name == null ? "" : Nearest.hint(name, numbers.keySet());
            throw at.wrong("given 里的 certificates 没有给出这个注册证。" + hint);
        }
        return found;
    }

    private static String free(Certificates register, int year, String kind) {
        String category = kind.equals(REAGENT) ? "40" : "07";
        String number;
        do {
            number = "闽械注准%d2%s%04d".formatted(year, category, ThreadLocalRandom.current().nextInt(1, 10_000));
        } while (register.find(number).isPresent());
        return number;
    }

    private static CertificateContents contents(String kind, String holderCode) {
        boolean reagent = kind.equals(REAGENT);
        Map<String, String> fields = new HashMap<>(Map.of(
                "holderName", "厦门鹭芯医疗科技有限公司",
                "holderAddress", "厦门市海沧区新阳街道1号",
                "productionAddress", "厦门市海沧区新阳街道1号",
                "productName", reagent ? "肌酸激酶测定试剂盒" : "便携式多参数监护仪",
                "intendedUse", reagent ? "用于体外定量测定人血清中肌酸激酶的活性。" : "用于医疗机构监护患者的心电、血氧。",
                reagent ? "packing" : "specification", reagent ? "R1：60mL×2" : "PM-1、PM-2",
                reagent ? "ingredients" : "composition", reagent ? "缓冲液、底物。" : "由主机、心电导联线、血氧探头组成。"));
        if (reagent) {
            fields.put("storage", "2～8℃保存，有效期12个月。");
        }
        return new CertificateContents(holderCode, reagent ? "40" : "07", fields, null);
    }
}
