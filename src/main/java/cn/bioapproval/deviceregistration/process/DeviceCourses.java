package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.deviceregistration.DeviceRegistrations;
import cn.bioapproval.engine.CaseCourse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the course of a case to each of the procedures. */
@Configuration(proxyBeanMethods = false)
class DeviceCourses {

    @Bean
    CaseCourse deviceFirstRegistrationCourse(DeviceRegistrations device) {
        return new DeviceCourse(DeviceFirstRegistrationProcess.KEY, device);
    }

    @Bean
    CaseCourse deviceRenewalCourse(DeviceRegistrations device) {
        return new DeviceCourse(DeviceRenewalProcess.KEY, device);
    }

    @Bean
    CaseCourse deviceChangeRegistrationCourse(DeviceRegistrations device) {
        return new DeviceCourse(DeviceChangeRegistrationProcess.KEY, device);
    }

    @Bean
    CaseCourse deviceCancellationCourse(DeviceRegistrations device) {
        return new DeviceCourse(DeviceCancellationProcess.KEY, device);
    }

    @Bean
    CaseCourse deviceReissueCourse(DeviceRegistrations device) {
        return new DeviceCourse(DeviceReissueProcess.KEY, device);
    }

    @Bean
    CaseCourse deviceChangeFilingCourse(DeviceRegistrations device) {
        return new DeviceCourse(DeviceChangeFilingProcess.KEY, device);
    }
}
