package dev.recount.example.courses.student;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.example.courses.student.StudentCommand.Subscribe;
import dev.recount.example.courses.student.StudentCommand.Unsubscribe;
import dev.recount.example.courses.student.StudentEvent.Subscribed;
import dev.recount.example.courses.student.StudentEvent.Unsubscribed;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import java.util.List;
import java.util.stream.Stream;

/** A student, who takes so many courses at most, and each once; whether a seat is free, a student does not know. */
public final class Student implements Aggregate<StudentState, StudentCommand, StudentEvent> {

    @Override
    public StudentState initial() {
        return new StudentState(List.of());
    }

    @Override
    public Decision<StudentEvent> decide(StudentState state, StudentCommand command, Context context) {
        return switch (command) {
            case Subscribe(var course)
            when state.courses().contains(course) ->
                reject(StudentRejection.ALREADY_SUBSCRIBED, "the student has a seat in it");
            case Subscribe _
            when state.isBusy() ->
                reject(
                        StudentRejection.TOO_MANY_COURSES,
                        "a student takes no more than " + StudentState.MOST_COURSES + " courses");
            case Subscribe(var course) -> accept(new Subscribed(course));
            case Unsubscribe(var course) ->
                state.courses().contains(course) ? accept(new Unsubscribed(course)) : accept();
        };
    }

    @Override
    public StudentState evolve(StudentState state, StudentEvent event) {
        Stream<String> others = state.courses().stream().filter(course -> !course.equals(event.course()));
        return switch (event) {
            case Subscribed(var course) ->
                new StudentState(Stream.concat(others, Stream.of(course)).toList());
            case Unsubscribed _ -> new StudentState(others.toList());
        };
    }
}
