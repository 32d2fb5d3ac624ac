package cn.bioapproval.tasklist;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.notifications.Inbox;
import cn.bioapproval.notifications.InboxMessage;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/messages}: the in-app messages of whoever is signed in. */
@RestController
@RequestMapping("/api/messages")
class MessagesEndpoint {

    private static final int LARGEST_PAGE = 50;

    private final Inbox inbox;
    private final CaseRegister cases;
    private final Desk desk;
    private final SignedIn signedIn;

    MessagesEndpoint(Inbox inbox, CaseRegister cases, Desk desk, SignedIn signedIn) {
        this.inbox = inbox;
        this.cases = cases;
        this.desk = desk;
        this.signedIn = signedIn;
    }

    /** A page of messages, newest first. */
    record Page(List<Message> messages, boolean more) {}

    /**
     * A message as the page shows it.
     *
     * @param caseNumber empty when it is about no case
     * @param taskId an open task of the case that the person may see; {@code null} if there is none
     * @param at     office time
     */
    record Message(
            long id,
            String caseNumber,
            @Nullable String taskId,
            String subject,
            String body,
            OffsetDateTime at,
            boolean read) {}

    @GetMapping
    Page list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        SignedIn.Person person = signedIn.person();
        PageRequest wanted = PageRequest.of(Math.max(page, 0), Math.max(1, Math.min(size, LARGEST_PAGE)));
        Slice<InboxMessage> found = inbox.list(person.id(), person.groups(), wanted);
        Map<CaseId, String> numbers = new HashMap<>();
        found.stream()
                .map(InboxMessage::caseId)
                .filter(Objects::nonNull)
                .forEach(id -> numbers.computeIfAbsent(id, any -> cases.get(id).number()));
        Map<CaseId, String> tasks = desk.tasksByCase(numbers.values());
        return new Page(
                found.stream()
                        .map(message -> message.caseId() == null
                                ? shown(message, "", null)
                                : shown(
                                        message,
                                        Objects.requireNonNull(numbers.get(message.caseId())),
                                        tasks.get(message.caseId())))
                        .toList(),
                found.hasNext());
    }

    /** Unread messages; {@link Inbox#COUNT_LIMIT} means that many or more. */
    @GetMapping("/count")
    Map<String, Integer> count() {
        SignedIn.Person person = signedIn.person();
        return Map.of("unread", inbox.unread(person.id(), person.groups()), "limit", Inbox.COUNT_LIMIT);
    }

    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable long id) {
        SignedIn.Person person = signedIn.person();
        if (!inbox.markRead(person.id(), person.groups(), id)) {
            throw Refusal.notFound(RefusalCode.REQUEST_INVALID, "没有这条消息，或者它不是发给您的。");
        }
    }

    @PostMapping("/read")
    Map<String, Integer> readAll() {
        SignedIn.Person person = signedIn.person();
        return Map.of("marked", inbox.markAllRead(person.id(), person.groups()));
    }

    private static Message shown(InboxMessage message, String caseNumber, @Nullable String taskId) {
        return new Message(
                message.id(),
                caseNumber,
                taskId,
                message.subject(),
                message.body(),
                message.createdAt().atZone(OfficeClock.ZONE).toOffsetDateTime(),
                message.read());
    }
}
