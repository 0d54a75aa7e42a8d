package dev.madrugada.runner.tick;

import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.task.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/** Activities that note each answer, and reply as the test says. */
final class RecordedAnswers implements Activities {
    final List<String> answers = new ArrayList<>();
    final Queue<Supplier<Optional<Task>>> tasks = new ArrayDeque<>();
    Supplier<Receipt> receipt = () -> Receipt.ACCEPTED;

    @Override
    public Optional<Task> take(String activity) {
        Supplier<Optional<Task>> next = tasks.poll();
        return next == null ? Optional.empty() : next.get();
    }

    @Override
    public Receipt heartbeat(String token) {
        return answered("heartbeat " + token);
    }

    @Override
    public Receipt succeeded(String token, String output) {
        return answered("succeeded " + token + " " + output);
    }

    @Override
    public Receipt failed(String token, Failure failure) {
        return answered("failed " + token + " " + failure.error() + ": " + failure.cause());
    }

    private Receipt answered(String answer) {
        answers.add(answer);
        return receipt.get();
    }
}
