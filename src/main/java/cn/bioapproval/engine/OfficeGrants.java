package cn.bioapproval.engine;

import cn.bioapproval.catalog.Catalog;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.json.JsonTaskQueryConverter;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.JsonUtil;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * What the groups of the office may do, and the filters they find in Tasklist. Written when missing, so that what an
 * administrator changed stays changed. Who may start a procedure stands with its service items in the catalogue, or, for
 * a procedure that carries none of its own, in its model (candidate starter groups).
 */
@Component
class OfficeGrants {

    /** Property of a shared filter that lists finished work; its query finds nothing. */
    public static final String DONE = "done";

    record FilterEntry(
            String name, String description, int priority, String color, boolean done, Map<String, Object> query) {}

    private final ProcessEngine engine;
    private final Catalog catalog;
    private final AuthorizationService authorizations;

    OfficeGrants(ProcessEngine engine, Catalog catalog) {
        this.engine = engine;
        this.catalog = catalog;
        this.authorizations = engine.getAuthorizationService();
    }

    void write() {
        for (Resources resource : Resources.values()) {
            grant(Groups.CAMUNDA_ADMIN, resource, Authorization.ANY, Permissions.ALL);
        }
        for (Organisation.GroupEntry group : Organisation.groups()) {
            grant(group.id(), Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            grant(group.id(), Resources.APPLICATION, "welcome", Permissions.ACCESS);
            grant(group.id(), Resources.PROCESS_DEFINITION, Authorization.ANY, Permissions.READ);
            grant(group.id(), Resources.USER, Authorization.ANY, Permissions.READ);
            grant(group.id(), Resources.GROUP, Authorization.ANY, Permissions.READ);
        }
        startable().forEach((process, groups) -> groups.forEach(group -> {
            grant(
                    group,
                    Resources.PROCESS_DEFINITION,
                    process,
                    Permissions.READ,
                    ProcessDefinitionPermissions.CREATE_INSTANCE);
            grant(group, Resources.PROCESS_INSTANCE, Authorization.ANY, ProcessInstancePermissions.CREATE);
        }));
        filters();
    }

    /** Process key → groups that may start it. */
    private Map<String, List<String>> startable() {
        RepositoryService repository = engine.getRepositoryService();
        Map<String, List<String>> startable = new LinkedHashMap<>();
        for (ProcessDefinition definition :
                repository.createProcessDefinitionQuery().latestVersion().list()) {
            var parsed = (ProcessDefinitionEntity) repository.getProcessDefinition(definition.getId());
            Stream<String> inModel =
                    parsed.getCandidateStarterGroupIdExpressions().stream().map(Expression::getExpressionText);
            Stream<String> inCatalog =
                    catalog.itemsOf(definition.getKey()).stream().flatMap(item -> item.startableBy().stream());
            startable.put(
                    definition.getKey(),
                    Stream.concat(inModel, inCatalog).distinct().toList());
        }
        return startable;
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        boolean present = authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId(id)
                        .count()
                > 0;
        if (!present) {
            Authorization authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(resource);
            authorization.setResourceId(id);
            authorization.setPermissions(permissions);
            authorizations.saveAuthorization(authorization);
        }
    }

    private void filters() {
        FilterService filters = engine.getFilterService();
        List<FilterEntry> entries = Organisation.yaml("organisation/filters.yaml", new TypeReference<>() {});
        for (FilterEntry entry : entries) {
            Filter filter = filters.createFilterQuery().filterName(entry.name()).singleResult();
            if (filter == null) {
                filter = filters.newTaskFilter(entry.name());
                filter.setQuery(query(entry.query()));
                filter.setProperties(properties(entry));
                filter = filters.saveFilter(filter);
            }
            for (Organisation.GroupEntry group : Organisation.groups()) {
                grant(group.id(), Resources.FILTER, filter.getId(), Permissions.READ);
            }
        }
    }

    private static TaskQuery query(Map<String, Object> criteria) {
        return new JsonTaskQueryConverter().toObject(JsonUtil.asObject(criteria));
    }

    private static Map<String, Object> properties(FilterEntry entry) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("description", entry.description());
        properties.put("priority", entry.priority());
        properties.put("color", entry.color());
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        if (entry.done()) {
            properties.put(DONE, true);
        }
        return properties;
    }
}
