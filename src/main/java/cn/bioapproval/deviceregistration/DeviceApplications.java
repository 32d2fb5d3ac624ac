package cn.bioapproval.deviceregistration;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface DeviceApplications extends Repository<DeviceApplication, Long> {

    DeviceApplication save(DeviceApplication application);

    Optional<DeviceApplication> findById(long id);
}
