package io.aloft.config.source;

import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * What the text stages need to know besides the file.
 *
 * @param configId compared with {@code @id} lines and given by {@code ${_INSTANCE}}
 * @param environment for {@code ${_ENV NAME}}
 * @param random picks a number between two bounds, both included, for {@code ${_RANDOM}}
 * @param limits bounds of reading
 */
public record SourceOptions(
        String configId, Map<String, String> environment, IntBinaryOperator random, SourceLimits limits) {}
