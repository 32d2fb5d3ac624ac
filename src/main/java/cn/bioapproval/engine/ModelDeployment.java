package cn.bioapproval.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys the models that the application ships: one deployment per procedure, holding its processes, decisions and forms
 * under names that do not depend on where the application was started from. A procedure of which no file changed gets no
 * new version.
 */
@Component
class ModelDeployment {

    private static final Logger log = LoggerFactory.getLogger(ModelDeployment.class);
    private static final String SOURCE = "application";

    private final RepositoryService repository;

    ModelDeployment(RepositoryService repository) {
        this.repository = repository;
    }

    void deployShipped() {
        shippedModels().forEach(this::deploy);
    }

    /** Procedure → resource name ({@code bpmn/<procedure>/<file>}) → resource. */
    private static Map<String, Map<String, Resource>> shippedModels() {
        Map<String, Map<String, Resource>> procedures = new TreeMap<>();
        var resolver = new PathMatchingResourcePatternResolver();
        try {
            for (String pattern : new String[] {"bpmn/*/*.bpmn", "bpmn/*/*.dmn", "forms/*/*.form"}) {
                for (Resource resource : resolver.getResources("classpath*:" + pattern)) {
                    String[] path = resource.getURL().getPath().split("/");
                    String procedure = path[path.length - 2];
                    String name = String.join("/", path[path.length - 3], procedure, path[path.length - 1]);
                    procedures.computeIfAbsent(procedure, any -> new TreeMap<>()).putIfAbsent(name, resource);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The shipped models cannot be read", e);
        }
        return procedures;
    }

    private void deploy(String procedure, Map<String, Resource> resources) {
        DeploymentBuilder deployment =
                repository.createDeployment().name(procedure).source(SOURCE).enableDuplicateFiltering(false);
        resources.forEach((name, resource) -> {
            try (InputStream content = resource.getInputStream()) {
                deployment.addString(name, new String(content.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(name + " cannot be read", e);
            }
        });
        var deployed = deployment.deployWithResult();
        int fresh = deployed.getDeployedProcessDefinitions() == null
                ? 0
                : deployed.getDeployedProcessDefinitions().size();
        log.info("Procedure {}: {}", procedure, fresh == 0 ? "unchanged" : "new version deployed");
    }
}
