package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.TransactionBound;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which applications are of the same centre (同一中心): same host and same field of disease. Awards follow the centre
 * when its host merges or changes its name: the new host is another row of the same centre. Rows are only added, and each
 * is asked for once per transaction.
 */
@Component
class Lineages {

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final TransactionBound<Map<Host, Optional<Long>>> onRecord = new TransactionBound<>(HashMap::new);

    Lineages(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Host(String code, DiseaseArea area) {

        static List<Host> of(ApplicationDetails application) {
            return Stream.of(application.hostCode(), application.formerHostCode())
                    .filter(Objects::nonNull)
                    .map(code -> new Host(code, application.diseaseArea()))
                    .toList();
        }
    }

    /** The centre, if it is known already, be it under its former host. */
    Optional<Long> find(ApplicationDetails application) {
        return find(Host.of(application));
    }

    /**
     * Whether host and former host each have a centre of that field on record: their awards cannot be added up by
     * themselves.
     */
    boolean isAmbiguous(ApplicationDetails application) {
        return Host.of(application).stream().map(this::find).flatMap(Optional::stream).distinct().count() > 1;
    }

    /** The centre; entered now, with its former host, where it is not known. */
    long settle(ApplicationDetails application) {
        List<Host> hosts = Host.of(application);
        if (hosts.stream().anyMatch(host -> find(host).isEmpty())) {
            lock(hosts);
        }
        Optional<Long> centre = find(hosts);
        for (Host host : hosts) {
            if (find(host).isEmpty()) {
                centre = Optional.of(enter(host, centre.orElse(null)));
            }
        }
        return centre.orElseThrow();
    }

    private Optional<Long> find(List<Host> hosts) {
        return hosts.stream().map(this::find).flatMap(Optional::stream).findFirst();
    }

    private Optional<Long> find(Host host) {
        return onRecord.get().computeIfAbsent(host, asked -> jdbc
                .queryForList(
                        "select lineage_id from clinicalcenter_lineage where host_code = ? and disease_area = ?",
                        Long.class,
                        asked.code(),
                        asked.area().name())
                .stream()
                .findFirst());
    }

    /**
     * Two applications of the same host wait for each other until the transaction ends; what the other has entered
     * meanwhile is read then.
     */
    private void lock(List<Host> hosts) {
        hosts.stream().map(Host::code).distinct().sorted().forEach(code -> jdbc.query(
                "select pg_advisory_xact_lock(hashtext('clinicalcenter_lineage'), hashtext(?))", row -> {}, code));
        hosts.forEach(onRecord.get()::remove);
    }

    /** @param centre the centre the host belongs to; {@code null} for a new one, which bears the id of its first row */
    private long enter(Host host, @Nullable Long centre) {
        long entered = Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into clinicalcenter_lineage (id, lineage_id, host_code, disease_area, recorded_at)
                select id, coalesce(?, id), ?, ?, ? from nextval('clinicalcenter_lineage_seq') id
                returning lineage_id""",
                Long.class,
                centre,
                host.code(),
                host.area().name(),
                Timestamp.from(clock.instant())));
        onRecord.get().put(host, Optional.of(entered));
        return entered;
    }
}
