package dev.recount.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.torture.check.Kind;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the checker finds out about processes, of which something is changed that went well. */
class ProcessesFinishTest {

    private static final String PURCHASE =
            "'purchase':{'customer':'t-c','lines':[{'product':'t-mug','quantity':1,'price':9.90}]}";

    private final Story story = Story.clean();

    private void assertFound(String problem) {
        List<Violation> found = Checker.check(story.evidence());
        assertThat(found).anySatisfy(violation -> {
            assertThat(violation.kind()).isEqualTo(Kind.WRONG_EFFECT);
            assertThat(violation.problem()).contains(problem);
        });
    }

    private void lose(String type, Predicate<LoggedEvent> which) {
        assertThat(story.log.removeIf(event -> event.type().equals(type) && which.test(event)))
                .isTrue();
    }

    private static Predicate<LoggedEvent> number(int number) {
        return event -> event.data().path("number").asInt() == number;
    }

    /** A second order, for which a mug was held and released again, as its customer cancelled it. */
    private void cancelAnOrder() {
        story.event("order/t-2", "order.Placed", "o9", "{" + PURCHASE + "}");
        story.event("stock/t-mug", "stock.Reserved", "handler-9", "{'order':'t-2','quantity':1}");
        story.event("order/t-2", "order.Cancelled", "o10", "{" + PURCHASE + ",'reason':'CUSTOMER_REQUEST'}");
        story.event("stock/t-mug", "stock.Released", "handler-10", "{'order':'t-2','quantity':1}");
        process("ProcessBegan", "{'event':'order/t-2@1','type':'Placed'}");
        process("CommandAsked", asked(1, "Reserve", ",'undo':{'stream':'stock/t-mug','command':'Release'}"));
        process("UndoBegan", "{}");
        process("CommandAccepted", "{'number':1,'name':'reserve-1','version':5}");
        process("UndoAsked", asked(2, "Release", ",'undone':1"));
        process("UndoAccepted", "{'number':2,'name':'reserve-1','version':6}");
        process("UndoEnded", "{'notUndone':[]}");
        process("ProcessEnded", "{}");
    }

    private static String asked(int number, String command, String more) {
        return "{'number':%d,'name':'reserve-1','command':{'stream':'stock/t-mug','command':'%s'}%s}"
                .formatted(number, command, more);
    }

    private LoggedEvent process(String event, String data) {
        return story.event("fulfilment/t-2", "fulfilment." + event, "handler-process", data);
    }

    private List<String> ofProcess() {
        return Checker.check(story.evidence()).stream()
                .filter(violation -> violation.where().startsWith("fulfilment/"))
                .map(Violation::problem)
                .toList();
    }

    @Test
    void takesWhatWasUndoneInReverseOrderAsItShouldBe() {
        cancelAnOrder();
        assertThat(ofProcess()).isEmpty();
    }

    @Test
    void findsAStepThatWasTakenTwice() {
        story.event("stock/t-mug", "stock.Dispatched", "handler-4", "{'order':'t-1','quantity':2}");
        assertFound("a step was taken that no process was told of, or was taken twice");
    }

    @Test
    void findsAStepThatWasLostThoughItsProcessWasToldOfIt() {
        lose("stock.Reserved", _ -> true);
        assertFound("Reserve was accepted, and there is no event of it at stock/t-mug@3");
    }

    @Test
    void findsAStepThatNobodyHasAnswered() {
        lose("fulfilment.CommandAccepted", number(5));
        assertFound("nobody has answered Dispatch to stock/t-mug");
    }

    @Test
    void findsAnAnswerThatCameTwice() {
        story.event("fulfilment/t-1", "fulfilment.CommandAccepted", "handler-5", "{'number':5,'name':'x','version':4}");
        assertFound("CommandAccepted for step 5, which waits for no answer");
    }

    @Test
    void findsAProcessThatWaitsForNothing() {
        lose("fulfilment.ProcessEnded", _ -> true);
        assertFound("it has not ended, and waits for nothing");
    }

    @Test
    void findsAnOrderWithoutAProcess() {
        story.log.removeIf(event -> event.stream().equals("fulfilment/t-1"));
        assertFound("the process has not begun once with its order");
    }

    @Test
    void findsAProcessThatHasBegunTwice() {
        story.event(
                "fulfilment/t-1", "fulfilment.ProcessBegan", "handler-6", "{'event':'order/t-1@1','type':'Placed'}");
        assertFound("the process has not begun once with its order");
    }

    @Test
    void findsATimerThatFiredTwice() {
        process("TimerFired", "{'number':7,'timer':'payment','early':false}");
        process("ProcessBegan", "{}");
        assertFound("TimerFired of timer 7, which is not set");
    }

    @Test
    void findsWhatWasDoneAndNotUndone() {
        cancelAnOrder();
        story.log.removeIf(event -> event.stream().equals("fulfilment/t-2")
                && event.data().path("number").asInt() == 2);
        assertFound("it has ended to undo, and has not tried [Step[number=1");
    }

    @Test
    void findsWhatWasUndoneTwice() {
        cancelAnOrder();
        story.event("stock/t-mug", "stock.Released", "handler-11", "{'order':'t-2','quantity':1}");
        process("UndoAsked", asked(3, "Release", ",'undone':1"));
        process("UndoAccepted", "{'number':3,'name':'reserve-1','version':7}");
        assertFound("it undoes step 1 by Release to stock/t-mug");
    }

    @Test
    void findsAnUndoingThatWasBrokenOff() {
        cancelAnOrder();
        lose("fulfilment.UndoEnded", _ -> true);
        assertFound("it has not undone what was done to the end");
    }
}
