package cn.bioapproval.tasklist;

import cn.bioapproval.engine.DeployedModels;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

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

    /**
     * What this application adds to the webapps keeps its name in the next release: browsers ask each time whether it has
     * changed, instead of guessing.
     */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> freshBrowserCode() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(
                    HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                response.setHeader("Cache-Control", "no-cache");
                chain.doFilter(request, response);
            }
        });
        registration.addUrlPatterns("/camunda/app/tasklist/custom/*", "/camunda/app/tasklist/scripts/*");
        registration.setOrder(0);
        return registration;
    }
}
