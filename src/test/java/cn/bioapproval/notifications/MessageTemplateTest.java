package cn.bioapproval.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.PlatformTransactionManager;

class MessageTemplateTest {

    private static final AddressBook BOOK = (users, groups) -> Stream.concat(
                    users.stream().map(user -> user + "@user.example"),
                    groups.stream().map(group -> group + "@group.example"))
            .toList();

    @Test
    void valuesAreShownAsPeopleWriteThem() {
        MessageTemplate template = new MessageTemplate(
                "applicant", Channel.EMAIL, "{caseNumber}", "{dueOn} {at} {amount|yuan} {amount|wan} {amount} {missing}", false);

        assertThat(template.body(Map.of(
                        "dueOn", LocalDate.of(2026, 3, 5),
                        "at", Instant.parse("2026-03-04T17:00:00Z"),
                        "amount", 1_500_000L,
                        "missing", List.of("批件", Map.of("name", "任务书")))))
                .isEqualTo("2026年3月5日 2026年3月5日 01:00 1,500,000 150 1500000 批件、任务书");
    }

    @Test
    void aLineWithoutItsValueIsLeftOut() {
        MessageTemplate template =
                new MessageTemplate("applicant", Channel.EMAIL, "x", "您好：\n理由：{reason}\n期限：{dueOn}\n再见", false);

        assertThat(template.body(Map.of("reason", "材料不齐"))).isEqualTo("您好：\n理由：材料不齐\n再见");
    }

    @Test
    void aSubjectStaysOneLineAndShortWhateverTheApplicantWrote() {
        MessageTemplate template = new MessageTemplate("applicant", Channel.EMAIL, "办件 {caseTitle}", "x", false);

        assertThat(template.subject(Map.of("caseTitle", "标题\r\nBcc: a@b.cn $1 \\"))).isEqualTo("办件 标题 Bcc: a@b.cn $1 \\");
        assertThat(template.subject(Map.of("caseTitle", "长".repeat(300)))).hasSize(200).endsWith("…");
    }

    @Test
    void recipientsComeFromTheCaseTheTemplateOrTheFacts() {
        assertThat(to("applicant", Channel.EMAIL).recipients(Map.of(), " a@b.cn ", BOOK)).containsExactly("a@b.cn");
        assertThat(to("applicant", Channel.EMAIL).recipients(Map.of(), null, BOOK)).isEmpty();
        assertThat(to("group:kjj", Channel.IN_APP).recipients(Map.of(), null, BOOK)).containsExactly("group:kjj");
        assertThat(to("stepGroups", Channel.IN_APP).recipients(Map.of("groups", List.of("kjj", "wjw", "kjj")), null, BOOK))
                .containsExactly("group:kjj", "group:wjw");
        assertThat(to("fact:expert", Channel.IN_APP).recipients(Map.of("expert", "expert01"), null, BOOK))
                .containsExactly("user:expert01");
        assertThat(to("fact:phone", Channel.SMS).recipients(Map.of("phone", "13800000000"), null, BOOK))
                .containsExactly("13800000000");
        assertThatThrownBy(() -> new MessageTemplate("applicant", Channel.SMS, "x", null, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void colleaguesAreToldInsideTheApplicationByTheirIdsAndByMailAtTheirAddresses() {
        Map<String, Object> facts = Map.of("users", List.of("chenmin", "linxiao"), "heads", List.of("kjjLead"));

        assertThat(to("users:users", Channel.IN_APP).recipients(facts, null, BOOK))
                .containsExactly("user:chenmin", "user:linxiao");
        assertThat(to("users:users", Channel.EMAIL).recipients(facts, null, BOOK))
                .containsExactly("chenmin@user.example", "linxiao@user.example");
        assertThat(to("groups:heads", Channel.IN_APP).recipients(facts, null, BOOK)).containsExactly("group:kjjLead");
        assertThat(to("groups:heads", Channel.EMAIL).recipients(facts, null, BOOK))
                .containsExactly("kjjLead@group.example");
        assertThat(to("groups:groups", Channel.EMAIL).recipients(facts, null, BOOK)).isEmpty();
    }

    @Test
    void theWaitDoublesUpToItsLimit() {
        NotificationsProperties settings =
                new NotificationsProperties("a@b.cn", "x", Duration.ofMinutes(1), Duration.ofHours(6), 16);

        assertThat(settings.waitAfter(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.waitAfter(4)).isEqualTo(Duration.ofMinutes(8));
        assertThat(settings.waitAfter(12)).isEqualTo(Duration.ofHours(6));
        assertThat(settings.waitAfter(1_000_000)).isEqualTo(Duration.ofHours(6));
    }

    @Test
    @SuppressWarnings("unchecked")
    void withoutMailServerOrGatewayMessagesAreHeldAndInAppOnesAreThere() throws Exception {
        ObjectProvider<JavaMailSender> noMail = mock(ObjectProvider.class);
        ObjectProvider<SmsGateway> gateway = mock(ObjectProvider.class);
        when(gateway.getIfAvailable()).thenReturn((phone, text, id) -> {});
        Dispatcher dispatcher = new Dispatcher(
                noMail, gateway,
                new NotificationsProperties("a@b.cn", "x", Duration.ofMinutes(1), Duration.ofHours(6), 16),
                mock(JdbcTemplate.class), mock(PlatformTransactionManager.class), Clock.systemUTC());

        assertThat(dispatcher.firstStatus(Channel.EMAIL)).isEqualTo(DeliveryStatus.HELD);
        assertThat(dispatcher.firstStatus(Channel.SMS)).isEqualTo(DeliveryStatus.PENDING);
        assertThat(dispatcher.firstStatus(Channel.IN_APP)).isEqualTo(DeliveryStatus.SENT);
        dispatcher.destroy();
    }

    private static MessageTemplate to(String to, Channel channel) {
        return new MessageTemplate(to, channel, "x", "x", false);
    }
}
