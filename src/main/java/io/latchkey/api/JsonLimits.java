package io.latchkey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** How JSON is written, and how deep it may be nested: a body that needs more is no registration of a key. */
@Singleton
class JsonLimits implements ObjectMapperCustomizer {

    static final int MAX_DEPTH = 16;

    /** A body is no longer than this, so nothing in it is: what is too long for its member is then told with its place. */
    private static final int MAX_LENGTH = 64 * 1024;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .getFactory()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_LENGTH)
                        .maxNumberLength(MAX_LENGTH)
                        .maxNameLength(MAX_LENGTH)
                        .maxDocumentLength(MAX_LENGTH)
                        .build());
    }
}
