package cn.bioapproval.clinicalcenter;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Which applications are of the same centre (同一中心): same host and same field of disease. Awards follow the centre
 * when its host merges or changes its name.
 */
@Component
class Lineages {

    private final LineageHosts hosts;
    private final Clock clock;

    Lineages(LineageHosts hosts, Clock clock) {
        this.hosts = hosts;
        this.clock = clock;
    }

    /** The centre, if it is known already, be it under its former host. */
    Optional<Long> find(ApplicationDetails application) {
        return find(application.hostCode(), application.diseaseArea())
                .or(() -> Optional.ofNullable(application.formerHostCode())
                        .flatMap(former -> find(former, application.diseaseArea())));
    }

    /**
     * Whether host and former host each have a centre of that field on record: their awards cannot be added up by
     * themselves.
     */
    boolean isAmbiguous(ApplicationDetails application) {
        Optional<Long> own = find(application.hostCode(), application.diseaseArea());
        Optional<Long> former = Optional.ofNullable(application.formerHostCode())
                .flatMap(code -> find(code, application.diseaseArea()));
        return own.isPresent() && former.isPresent() && !own.equals(former);
    }

    /** The centre; entered now, with its former host, where it is not known. */
    long settle(ApplicationDetails application) {
        Stream.of(application.hostCode(), application.formerHostCode())
                .filter(Objects::nonNull)
                .sorted()
                .forEach(hosts::lock);
        long lineage = find(application).orElseGet(hosts::nextId);
        record(lineage, application.hostCode(), application.diseaseArea());
        if (application.formerHostCode() != null) {
            record(lineage, application.formerHostCode(), application.diseaseArea());
        }
        return lineage;
    }

    private void record(long lineage, String hostCode, DiseaseArea area) {
        if (find(hostCode, area).isEmpty()) {
            hosts.save(new LineageHost(hosts.nextId(), lineage, hostCode, area, clock.instant()));
        }
    }

    private Optional<Long> find(String hostCode, DiseaseArea area) {
        return hosts.findByHostCodeAndDiseaseArea(hostCode, area).map(LineageHost::lineageId);
    }
}
