package dev.recount.example.shop.traffic;

import dev.recount.model.domain.Traffic.MadeUpCommand;
import java.util.Iterator;
import java.util.Random;

/** A shop that goes on for ever: whenever no customer has anything to do, another one comes. */
final class Simulation implements Iterator<MadeUpCommand> {

    private final Schedule schedule;
    private final Visits visits;

    Simulation(long seed) {
        String run = Long.toUnsignedString(seed, Character.MAX_RADIX);
        var random = new Random(seed);
        this.schedule = new Schedule(run);
        var warehouse = new Warehouse(schedule, random);
        this.visits = new Visits(schedule, warehouse, random, run);
        warehouse.open();
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public MadeUpCommand next() {
        while (schedule.isIdle()) {
            visits.begin();
        }
        return schedule.next();
    }
}
