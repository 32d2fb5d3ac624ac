package cn.bioapproval.engine;

import cn.bioapproval.identity.PasswordHash;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** What makes a plain engine an office: the door, the step facts, own tasks only, and little history. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ProcessEnginePlugin officeEngine(
            FormDoor door,
            Steps steps,
            Barriers barriers,
            TaskRights rights,
            PasswordHash passwords,
            TaskInbox inbox,
            EngineTables tables) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setCustomHistoryLevels(List.of(new EvidenceHistory()));
                configuration.setHistory(EvidenceHistory.NAME);
                configuration.setCustomPostBPMNParseListeners(
                        withOwn(configuration.getCustomPostBPMNParseListeners(), new DoorListener(door, steps, barriers)));
                configuration.setCustomSessionFactories(withOwn(
                        configuration.getCustomSessionFactories(),
                        new Passages.Factory(),
                        new GatheredEntities.Factory(),
                        new OfficeAuthorizations.Factory(rights, inbox),
                        new OwnTaskQueries.Factory(inbox)));
                configuration.setCommandCheckers(
                        new ArrayList<>(List.of(new TenantCommandChecker(), new OfficeCommandChecker(rights))));
                configuration.setResourceAuthorizationProvider(new NoTaskGrants());
                // Not "auto", which asks in each command whether there are any.
                configuration.setAuthorizationCheckRevokes(ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_ALWAYS);
                configuration.setDmnEngineConfiguration(decisions());
                configuration.setPasswordEncryptor(new Passwords(passwords));
                configuration.setGeneralResourceWhitelistPattern("[a-zA-Z0-9][a-zA-Z0-9._@-]*");
                // A refusal is no failure of ours: who asked is told, and what is one is logged where it is answered.
                configuration.setEnableCmdExceptionLogging(false);
                configuration.setMetricsEnabled(false);
                configuration.setTaskMetricsEnabled(false);
                configuration.setEnforceHistoryTimeToLive(true);
                configuration.setHistoryTimeToLive("P180D");
                configuration.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
            }

            @Override
            public void postInit(ProcessEngineConfigurationImpl configuration) {
                GatheredEntities.install(configuration);
            }

            @Override
            public void postProcessEngineBuild(ProcessEngine engine) {
                tables.complete();
            }
        };
    }

    private static DefaultDmnEngineConfiguration decisions() {
        var decisions = (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        decisions.setFeelEngineFactory(ParsedOnce.factory());
        return decisions;
    }

    @SafeVarargs
    private static <T> List<T> withOwn(List<T> existing, T... own) {
        List<T> all = existing == null ? new ArrayList<>() : new ArrayList<>(existing);
        all.addAll(List.of(own));
        return all;
    }
}
