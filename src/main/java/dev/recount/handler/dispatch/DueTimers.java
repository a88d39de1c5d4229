package dev.recount.handler.dispatch;

/** The streams whose due timers are being seen to, of which no more are taken up than go on at a time. */
final class DueTimers {

    private final int most;
    private final Runnable goOn;
    private int underWay;
    private boolean postponed;

    /**
     * Begins with none.
     *
     * @param most the streams from which on no more are taken up
     * @param goOn has more taken up, where that was postponed
     */
    DueTimers(int most, Runnable goOn) {
        this.most = most;
        this.goOn = goOn;
    }

    /** Tells whether more are to be taken up only later; then it is said when. */
    synchronized boolean postpones() {
        postponed = underWay >= most;
        return postponed;
    }

    synchronized void begin() {
        underWay++;
    }

    void end() {
        if (ended()) {
            goOn.run();
        }
    }

    private synchronized boolean ended() {
        underWay--;
        boolean isTime = postponed && underWay <= most / 2;
        postponed = postponed && !isTime;
        return isTime;
    }
}
