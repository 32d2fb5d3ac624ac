package cn.bioapproval.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    private static final String FILES = "classpath*:bpmn/*/items.yaml";

    @Bean
    Catalog catalog(ResourcePatternResolver resources) throws IOException {
        // A class path may name the same folder twice.
        Map<String, Resource> files = new TreeMap<>();
        for (Resource file : resources.getResources(FILES)) {
            files.putIfAbsent(name(file), file);
        }
        List<ServiceItem> items = new ArrayList<>();
        for (Map.Entry<String, Resource> file : files.entrySet()) {
            items.addAll(ItemsFile.read(file.getKey(), file.getValue().getContentAsString(StandardCharsets.UTF_8)));
        }
        ItemsFile.requireUnique(items);
        return new Catalog(items);
    }

    @Bean
    Routing routing(Catalog catalog) {
        return new Routing(catalog);
    }

    /** {@code bpmn/<procedure>/items.yaml}, wherever the class path is. */
    private static String name(Resource file) {
        String description = file.getDescription();
        int start = description.lastIndexOf("bpmn/");
        int end = description.lastIndexOf("items.yaml") + "items.yaml".length();
        return start < 0 ? description : description.substring(start, end);
    }
}
