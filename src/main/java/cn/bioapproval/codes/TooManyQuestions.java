package cn.bioapproval.codes;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What a public page answers whoever asks too often (429), in the words and form of a refusal. */
public final class TooManyQuestions {

    private TooManyQuestions() {}

    /** @param wait how long to wait before the next question */
    public static ResponseEntity<?> answer(Duration wait) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()))
                .cacheControl(CacheControl.noStore())
                .body(Map.of(
                        "type", "Refusal",
                        "code", "ERR_TOO_MANY_REQUESTS",
                        "message", "查询过于频繁，请 " + wait.toSeconds() + " 秒后再试。"));
    }
}
