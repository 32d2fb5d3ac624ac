package cn.bioapproval;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Camunda's REST interface and webapps find their engine by name in one register for the whole JVM, where the engine that
 * was started last stands, or none after it was closed. Before each test it is the engine of the test's own context.
 */
public class EngineOfTheTest implements TestExecutionListener, Ordered {

    /** After the context was loaded and injected. */
    @Override
    public int getOrder() {
        return 2_500;
    }

    @Override
    public void prepareTestInstance(TestContext test) {
        test.getApplicationContext().getBeanProvider(ProcessEngine.class).ifAvailable(ProcessEngines::registerProcessEngine);
    }
}
