package cn.bioapproval.tasklist;

import cn.bioapproval.engine.DeployedModels;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class TasklistConfiguration {

    /** After sign-in and the webapps' CSRF check, before the desk and the engine. */
    @Bean
    FilterRegistrationBean<FinishedTasks> finishedTasks(FinishedWork work, DeployedModels models) {
        var registration = new FilterRegistrationBean<>(new FinishedTasks(work, models));
        registration.addUrlPatterns("/engine-rest/*");
        registration.addServletNames("Engine Api");
        registration.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        return registration;
    }
}
