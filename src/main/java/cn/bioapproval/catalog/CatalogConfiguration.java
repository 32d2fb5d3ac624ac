package cn.bioapproval.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    private static final String FILES = "classpath*:bpmn/*/items.yaml";

    @Bean
    Catalog catalog(ResourcePatternResolver resources) throws IOException {
        List<Resource> files = new ArrayList<>(Arrays.asList(resources.getResources(FILES)));
        files.sort((one, other) -> name(one).compareTo(name(other)));
        List<ServiceItem> items = new ArrayList<>();
        for (Resource file : files) {
            items.addAll(ItemsFile.read(name(file), file.getContentAsString(StandardCharsets.UTF_8)));
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
