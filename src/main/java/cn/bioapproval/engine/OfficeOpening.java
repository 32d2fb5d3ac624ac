package cn.bioapproval.engine;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Before the first request: people and groups are there, models are deployed, and each has what it may use. */
@Component
class OfficeOpening implements SmartInitializingSingleton {

    private final ModelDeployment models;
    private final Organisation organisation;
    private final OfficeGrants grants;

    OfficeOpening(ModelDeployment models, Organisation organisation, OfficeGrants grants) {
        this.models = models;
        this.organisation = organisation;
        this.grants = grants;
    }

    @Override
    public void afterSingletonsInstantiated() {
        organisation.create();
        models.deployShipped();
        grants.write();
    }
}
