package dev.recount.example.shop.traffic;

import dev.recount.model.domain.Traffic.MadeUpCommand;
import java.util.Iterator;
import java.util.Random;

/** A shop that goes on for ever: whenever nobody has anything to do, another customer comes. */
final class Simulation implements Iterator<MadeUpCommand> {

    private final Agenda agenda;
    private final Visits visits;

    Simulation(long seed) {
        String run = Long.toUnsignedString(seed, Character.MAX_RADIX);
        var random = new Random(seed);
        this.agenda = new Agenda(run);
        var warehouse = new Warehouse(agenda, random);
        this.visits = new Visits(agenda, warehouse, random, run);
        warehouse.open();
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public MadeUpCommand next() {
        while (agenda.isIdle()) {
            visits.begin();
        }
        return agenda.next();
    }
}
