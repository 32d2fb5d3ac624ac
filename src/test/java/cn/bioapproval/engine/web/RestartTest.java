package cn.bioapproval.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.BioApproval;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.JdbcTemplate;

/** The application is started a second time on the data of the first. */
class RestartTest {

    @Test
    void aRestartDeploysNothingAnewAndAddsNobody() {
        Map<String, Long> first = countsAfterStart(true);
        Map<String, Long> second = countsAfterStart(false);

        assertThat(first.get("act_re_procdef")).isPositive();
        assertThat(second).isEqualTo(first);
    }

    private static Map<String, Long> countsAfterStart(boolean fresh) {
        try (var application = new SpringApplicationBuilder(BioApproval.class)
                .profiles("test")
                .run(
                        "--server.port=0",
                        "--bioapproval.database.directory=target/postgres-restart",
                        "--bioapproval.database.fresh=" + fresh,
                        "--camunda.bpm.process-engine-name=restart")) {
            JdbcTemplate database = application.getBean(JdbcTemplate.class);
            Map<String, Long> counts = new TreeMap<>();
            for (String table : new String[] {
                "act_re_deployment", "act_re_procdef", "act_re_decision_def", "act_re_camformdef", "act_id_user",
                "act_id_group", "act_id_membership", "act_ru_authorization", "act_ru_filter", "experts_expert"
            }) {
                counts.put(table, database.queryForObject("select count(*) from " + table, Long.class));
            }
            return counts;
        }
    }
}
