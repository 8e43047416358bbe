package io.latchkey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** How JSON is written, and how much of it is read: a body that needs more than this is no registration of a key. */
@Singleton
class JsonLimits implements ObjectMapperCustomizer {

    static final int MAX_DEPTH = 16;
    static final int MAX_STRING_LENGTH = 8 * 1024;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .getFactory()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING_LENGTH)
                        .maxNumberLength(32)
                        .maxNameLength(64)
                        .maxDocumentLength(64 * 1024)
                        .build());
    }
}
