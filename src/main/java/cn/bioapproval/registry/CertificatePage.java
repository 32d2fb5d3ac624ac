package cn.bioapproval.registry;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.certificates.Verification;
import cn.bioapproval.codes.GuessLimits;
import cn.bioapproval.codes.TooManyQuestions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /certificates}: anyone verifies a certificate by the number and the code that stand on it, or searches what is
 * published of the register. A number that was never given and a wrong code get the same answer.
 */
@RestController
class CertificatePage {

    private static final RefusalCode NOT_VERIFIED = new RefusalCode("ERR_CERTIFICATE_NOT_VERIFIED");
    private static final int LINES = 10;
    private static final int FEWEST_SIGNS = 2;

    private final Verification verification;
    private final RegisterSearch search;
    private final GuessLimits limits;

    CertificatePage(Verification verification, RegisterSearch search, GuessLimits limits) {
        this.verification = verification;
        this.search = search;
        this.limits = limits;
    }

    /** A number and the code on the paper, as typed. */
    record Question(@Nullable String number, @Nullable String code) {}

    /**
     * What a citizen looks for.
     *
     * @param words parts of the number, the product or the holder
     * @param page  from 0; {@code null} for the first
     */
    record Words(@Nullable String words, @Nullable Integer page) {}

    /** A verified paper, with its standing in words. */
    record Shown(String standing, String label, Verification.Verified paper) {}

    @GetMapping(path = {"/certificates", "/certificates/register"}, produces = "text/html;charset=UTF-8")
    ResponseEntity<ClassPathResource> page(HttpServletRequest request) {
        boolean register = request.getRequestURI().endsWith("/register");
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("registry/" + (register ? "register.html" : "certificates.html")));
    }

    @GetMapping("/certificates/{file:certificates\\.(?:css|js)|register\\.js}")
    ResponseEntity<ClassPathResource> file(@PathVariable String file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(
                        file.endsWith(".css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("registry/" + file));
    }

    /** Whether the paper is genuine, and how it stands. */
    @PostMapping(path = "/certificates/verify", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> verify(@RequestBody Question question, HttpServletRequest request) {
        GuessLimits.Attempt attempt =
                limits.begin(request.getRemoteAddr(), Verification.meant(question.number()));
        if (!attempt.isAllowed()) {
            return TooManyQuestions.answer(attempt.delay());
        }
        Optional<Verification.Verified> paper = verification.verify(question.number(), question.code());
        if (paper.isEmpty()) {
            throw Refusal.notFound(
                    NOT_VERIFIED, "没有查到编号和核验码都相符的证书。请核对后重新输入；核对无误仍查不到的，该证书不是本系统核发的。");
        }
        attempt.succeeded();
        Verification.Standing standing = paper.get().standing();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Shown(standing.name(), standing.label(), paper.get()));
    }

    /** What is published of the register (医疗器械监督管理条例, 2021, art. 18: registrations are made public). */
    @PostMapping(path = "/certificates/search", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> search(@RequestBody Words words, HttpServletRequest request) {
        Duration wait = limits.ask(request.getRemoteAddr());
        if (!wait.isZero()) {
            return TooManyQuestions.answer(wait);
        }
        String typed = words.words() == null ? "" : words.words().strip();
        if (typed.codePointCount(0, typed.length()) < FEWEST_SIGNS) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "请输入至少两个字的注册证编号、产品名称或者注册人名称。");
        }
        int page = words.page() == null ? 0 : words.page();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(search.find(RegisterSearch.Asked.of(typed), page, LINES));
    }
}
