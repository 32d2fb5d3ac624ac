package cn.bioapproval.certificates;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** All kinds of certificate of this release, from {@code certificates/*.yaml}. */
@Component
class CertificateKinds {

    private final Map<String, CertificateKind> byCode = load();

    static Map<String, CertificateKind> load() {
        ObjectMapper yaml = JsonMapper.builder(new YAMLFactory()).addModule(new JavaTimeModule()).build();
        Map<String, CertificateKind> kinds = new TreeMap<>();
        String file = "certificates/*.yaml";
        try {
            for (Resource each : new PathMatchingResourcePatternResolver().getResources("classpath*:" + file)) {
                file = String.valueOf(each.getFilename());
                try (InputStream described = each.getInputStream()) {
                    CertificateKind kind = yaml.readValue(described, CertificateKind.class);
                    kinds.put(kind.code(), kind);
                }
            }
            return kinds;
        } catch (IOException e) {
            throw new UncheckedIOException("A kind of certificate cannot be read: " + file, e);
        }
    }

    CertificateKind get(String code) {
        CertificateKind kind = byCode.get(code);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "No kind of certificate '%s'; there are %s".formatted(code, byCode.keySet()));
        }
        return kind;
    }

    Collection<CertificateKind> all() {
        return byCode.values();
    }
}
