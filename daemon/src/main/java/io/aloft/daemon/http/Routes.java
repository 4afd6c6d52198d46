package io.aloft.daemon.http;

import java.util.concurrent.CompletionStage;

/** Who knows the answers. Called on the control thread, so it must not wait; the answer may come later from any thread. */
@FunctionalInterface
interface Routes {

    CompletionStage<Answer> answer(Request request);
}
