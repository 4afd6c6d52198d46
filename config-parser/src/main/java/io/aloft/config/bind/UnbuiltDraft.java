package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;

/** An object that is read and checked but of which nothing is built yet. */
final class UnbuiltDraft extends Draft {

    UnbuiltDraft(Draft owner, String label, SourceLocation location) {
        super(owner, label, location);
    }
}
