package dev.quern.api.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What REST promises.
 *
 * @param document {@code config/openapi.yaml}; not to be changed
 */
record Contract(ObjectNode document) {}
