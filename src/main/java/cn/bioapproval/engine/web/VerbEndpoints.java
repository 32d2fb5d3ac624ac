package cn.bioapproval.engine.web;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.Copies;
import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.engine.Verb;
import cn.bioapproval.engine.Verbs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/tasks/{id}/verbs}: what a person may do to the course of a case (办理动作); {@code /api/copies}: 抄送. */
@RestController
class VerbEndpoints {

    private final Verbs verbs;
    private final Copies copies;
    private final SignedIn signedIn;

    VerbEndpoints(Verbs verbs, Copies copies, SignedIn signedIn) {
        this.verbs = verbs;
        this.copies = copies;
        this.signedIn = signedIn;
    }

    /** A use of a verb, as it is remembered. */
    record Offers(List<Verbs.Offer> verbs, List<Verbs.Use> history, List<Copies.Copy> copies) {}

    @GetMapping("/api/tasks/{taskId}/verbs")
    Offers offers(@PathVariable String taskId) {
        return new Offers(verbs.offers(taskId), verbs.history(taskId), named(verbs.copies(taskId)));
    }

    @PostMapping("/api/tasks/{taskId}/verbs/{verb}/preview")
    Verbs.Preview preview(
            @PathVariable String taskId, @PathVariable String verb, @RequestBody Map<String, Object> arguments) {
        return verbs.preview(taskId, verb(verb), arguments);
    }

    @PostMapping("/api/tasks/{taskId}/verbs/{verb}/apply")
    Verbs.Preview apply(
            @PathVariable String taskId, @PathVariable String verb, @RequestBody Map<String, Object> arguments) {
        return verbs.apply(taskId, verb(verb), arguments);
    }

    /** The latest copies sent to whoever is signed in. */
    @GetMapping("/api/copies")
    List<Copies.Copy> copies() {
        return named(copies.to(signedIn.person().id()));
    }

    @PostMapping("/api/copies/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable long id) {
        if (!copies.read(signedIn.person().id(), id)) {
            throw Refusal.notFound(RefusalCode.REQUEST_INVALID, "没有这份抄送，或者它不是发给您的。");
        }
    }

    private List<Copies.Copy> named(List<Copies.Copy> found) {
        return found.stream()
                .map(copy -> copy.named(signedIn.nameOf(copy.sender()), signedIn.nameOf(copy.recipient())))
                .toList();
    }

    private static Verb verb(String name) {
        try {
            return Verb.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "没有这个办理动作。");
        }
    }
}
