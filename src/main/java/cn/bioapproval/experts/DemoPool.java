package cn.bioapproval.experts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Fills an empty pool with twelve invented experts, for a demonstration ({@code bioapproval.demo=true}). */
@Component
@ConditionalOnProperty(name = "bioapproval.demo", havingValue = "true")
class DemoPool implements ApplicationRunner {

    private final ExpertPool pool;

    DemoPool(ExpertPool pool) {
        this.pool = pool;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (pool.all().isEmpty()) {
            experts().forEach(pool::enter);
        }
    }

    static List<NewExpert> experts() throws IOException {
        try (InputStream in = new ClassPathResource("experts/demo-pool.yaml").getInputStream()) {
            return new YAMLMapper().readValue(in, new TypeReference<>() {});
        }
    }
}
