package cn.bioapproval.registry;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.certificates.CertificateKind;
import cn.bioapproval.certificates.CertificateState;
import cn.bioapproval.certificates.Certificates;
import cn.bioapproval.certificates.Register;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A search of the register with what a browser sends, in the words that people read. */
@Component
class RegisterSearch {

    private static final int LONGEST_WORDS = 100;
    private static final int LAST_PAGE = 1_000;
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    private final Register register;
    private final Certificates certificates;

    RegisterSearch(Register register, Certificates certificates) {
        this.register = register;
        this.certificates = certificates;
    }

    /** What is asked for; {@code null} restricts nothing. */
    record Asked(
            String words,
            @Nullable String kind,
            @Nullable String category,
            @Nullable CertificateState state,
            @Nullable LocalDate expiresFrom,
            @Nullable LocalDate expiresUntil) {

        static Asked of(String words) {
            return new Asked(words, null, null, null, null, null);
        }
    }

    /**
     * What was found.
     *
     * @param total how many lines there are on all pages
     * @param size  lines of a page
     */
    record Found(List<Line> lines, long total, int page, int size) {}

    /** A certificate in one line. */
    record Line(
            String number,
            String kind,
            String category,
            String product,
            String holder,
            LocalDate approvedOn,
            LocalDate validUntil,
            String state,
            String stateLabel) {}

    /**
     * A page of what is found, newest first.
     *
     * @throws Refusal {@code ERR_REQUEST_INVALID} for what nobody means
     */
    Found find(Asked asked, int page, int size) {
        if (asked.words().length() > LONGEST_WORDS) {
            throw refused("查询的内容过长，请输入 100 个字以内。");
        }
        if (page < 0 || page > LAST_PAGE) {
            throw refused("只显示前 " + LAST_PAGE + " 页，请增加查询条件。");
        }
        if (isStrange(asked.expiresFrom()) || isStrange(asked.expiresUntil())) {
            throw refused("到期日期有误，请重新选择。");
        }
        Register.Page found = register.search(
                new Register.Query(
                        asked.words(),
                        asked.kind(),
                        asked.category(),
                        asked.state(),
                        asked.expiresFrom(),
                        asked.expiresUntil()),
                page,
                size);
        return new Found(found.lines().stream().map(this::line).toList(), found.total(), page, size);
    }

    private Line line(Register.Line found) {
        CertificateKind kind = certificates.kind(found.kind());
        return new Line(
                found.number(),
                kind.name(),
                found.category() + " " + kind.categories().getOrDefault(found.category(), ""),
                found.productName(),
                found.holderName(),
                found.firstApprovedOn(),
                found.validUntil(),
                found.state().name(),
                found.state().label());
    }

    private static boolean isStrange(@Nullable LocalDate day) {
        return day != null && (day.isBefore(EARLIEST) || day.isAfter(LATEST));
    }

    private static Refusal refused(String message) {
        return Refusal.invalid(RefusalCode.REQUEST_INVALID, message);
    }
}
