package cn.bioapproval;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.Models.Model;
import cn.bioapproval.engine.FormFacts;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ActiveProfiles;

/** The beans that models name are there, and each delegate is named by a model. */
@SpringBootTest(properties = "bioapproval.demo=true")
@ActiveProfiles("test")
class ModelBeansTest {

    @Autowired
    private ApplicationContext context;

    @Test
    void everyBeanThatAModelNamesIsThere() {
        for (Model model : Models.processes()) {
            assertThat(model.beans()).as("beans of " + model.key()).allMatch(context::containsBean);
        }
    }

    @Test
    void everyDelegateIsNamedByAModel() {
        Set<String> named = new TreeSet<>();
        Models.processes().forEach(model -> named.addAll(model.beans()));
        assertThat(named).contains(context.getBeanNamesForType(JavaDelegate.class));
    }

    @Test
    void everyProcedureWithStepsExplainsItsForms() {
        Set<String> explained = new TreeSet<>();
        context.getBeansOfType(FormFacts.class).values().forEach(facts -> explained.add(facts.procedure()));
        Models.processes().stream()
                .filter(model -> !model.bpmn().getModelElementsByType(UserTask.class).isEmpty())
                .forEach(model -> assertThat(explained).contains(model.key()));
    }
}
