package cn.bioapproval.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    private static final String UNITS = "organisation/units.yaml";
    private static final String FILES = "classpath*:bpmn/*/items.yaml";

    @Bean
    Catalog catalog(ResourcePatternResolver resources, ItemSwitches switches) throws IOException {
        return new Catalog(items(resources), switches::isOn);
    }

    @Bean
    ItemSwitches itemSwitches(JdbcTemplate jdbc, Clock clock) {
        return new ItemSwitches(jdbc, clock);
    }

    static List<ServiceItem> items(ResourcePatternResolver resources) throws IOException {
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
        return items;
    }

    @Bean
    UnitRegister unitRegister(JdbcTemplate jdbc, Catalog catalog, Clock clock) {
        return new UnitRegister(jdbc, catalog, clock);
    }

    @Bean
    Routing routing(Catalog catalog, UnitRegister units) {
        return new Routing(catalog, units);
    }

    /** Before anybody works: a step routed by function finds its unit from the first case on. */
    @Bean
    InitializingBean shippedUnits(UnitRegister units) {
        return () -> units.ship(shipped());
    }

    static UnitsFile.Shipped shipped() throws IOException {
        return UnitsFile.read(UNITS, new ClassPathResource(UNITS).getContentAsString(StandardCharsets.UTF_8));
    }

    /** {@code bpmn/<procedure>/items.yaml}, wherever the class path is. */
    private static String name(Resource file) {
        String description = file.getDescription();
        int start = description.lastIndexOf("bpmn/");
        int end = description.lastIndexOf("items.yaml") + "items.yaml".length();
        return start < 0 ? description : description.substring(start, end);
    }
}
