package cn.bioapproval.scenarios;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/**
 * Settings that hold for one scenario. Settings are immutable records that beans were given when the application
 * started; starting it anew would take a minute a scenario. So the records are bound again with the scenario's values
 * and put in the place of the old ones in every bean that holds them, and back afterwards.
 */
final class ConfigOverrides implements AutoCloseable {

    private static final String SOURCE = "scenario";

    private record Swap(Object bean, Field field, Object before) {}

    private final ConfigurableApplicationContext application;
    private final List<Swap> swaps = new ArrayList<>();

    ConfigOverrides(ConfigurableApplicationContext application, Map<String, Piece> config) {
        this.application = application;
        try {
            apply(config);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void apply(Map<String, Piece> config) {
        if (config.isEmpty()) {
            return;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        config.forEach((property, value) -> values.put(canonical(property), value.text()));
        Map<Object, Object> replacements = new LinkedHashMap<>();
        Map<String, Piece> unknown = new LinkedHashMap<>(config);
        List<String> prefixes = new ArrayList<>();
        application.getBeansWithAnnotation(ConfigurationProperties.class).values().forEach(settings -> {
            ConfigurationProperties annotation = settings.getClass().getAnnotation(ConfigurationProperties.class);
            String prefix = annotation == null ? "" : annotation.value();
            if (!settings.getClass().isRecord() || !prefix.startsWith("bioapproval.")) {
                return;
            }
            prefixes.add(prefix);
            List<String> mine = config.keySet().stream()
                    .filter(property -> isOf(prefix, settings.getClass(), property))
                    .toList();
            if (!mine.isEmpty()) {
                replacements.put(settings, bound(prefix, settings.getClass(), values, config.get(mine.get(0))));
                mine.forEach(unknown::remove);
            }
        });
        unknown.forEach((property, piece) -> {
            throw piece.wrong("没有“%s”这个配置项。可以改的配置在这些前缀下：%s。".formatted(property, String.join("、", prefixes)));
        });
        replace(replacements);
        if (swaps.isEmpty()) {
            Piece first = config.values().iterator().next();
            throw first.wrong("这个配置只在启动时读取，不能为一个场景改变。");
        }
    }

    private static boolean isOf(String prefix, Class<?> type, String property) {
        String name = canonical(property);
        if (!name.startsWith(prefix + ".")) {
            return false;
        }
        String first = name.substring(prefix.length() + 1).split("[.\\[]")[0].replace("-", "");
        for (var component : type.getRecordComponents()) {
            if (component.getName().equalsIgnoreCase(first)) {
                return true;
            }
        }
        return false;
    }

    private static String canonical(String property) {
        return ConfigurationPropertyName.adapt(property.replaceAll("([a-z0-9])([A-Z])", "$1-$2"), '.')
                .toString();
    }

    private Object bound(String prefix, Class<?> type, Map<String, Object> values, Piece at) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource(SOURCE, values));
        application.getEnvironment().getPropertySources().forEach(sources::addLast);
        try {
            return new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate(prefix, Bindable.of(type));
        } catch (BindException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw at.wrong("配置值不合适：" + cause.getMessage());
        }
    }

    private void replace(Map<Object, Object> replacements) {
        if (replacements.isEmpty()) {
            return;
        }
        var beans = application.getBeanFactory();
        for (String name : beans.getSingletonNames()) {
            Object bean = beans.getSingleton(name);
            Object target = bean == null ? null : AopProxyUtils.getSingletonTarget(bean);
            Object holder = target == null ? bean : target;
            if (holder == null || !holder.getClass().getName().startsWith("cn.bioapproval.")) {
                continue;
            }
            for (Class<?> type = holder.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    replace(holder, field, replacements);
                }
            }
        }
    }

    private void replace(Object holder, Field field, Map<Object, Object> replacements) {
        if (Modifier.isStatic(field.getModifiers()) || holder.getClass().isRecord()) {
            return;
        }
        try {
            if (replacements.keySet().stream().anyMatch(settings -> field.getType().isInstance(settings))) {
                field.setAccessible(true);
                Object before = field.get(holder);
                for (Map.Entry<Object, Object> entry : replacements.entrySet()) {
                    if (entry.getKey() == before) {
                        field.set(holder, entry.getValue());
                        swaps.add(new Swap(holder, field, before));
                    }
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be replaced for a scenario", e);
        }
    }

    /** Puts everything back. */
    @Override
    public void close() {
        for (Swap swap : swaps) {
            try {
                swap.field().set(swap.bean(), swap.before());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(swap.field() + " cannot be put back after a scenario", e);
            }
        }
        swaps.clear();
    }
}
