package dev.recount.torture.load;

/** The work of a client at the hotel: few guests take few rooms from each other. */
final class HotelWork {

    private static final int GUESTS = 12;
    private static final int ROOMS = 6;

    private final Client client;
    private final String prefix;

    HotelWork(Client client, String prefix) {
        this.client = client;
        this.prefix = prefix;
    }

    void step() {
        String guest = "guest/" + prefix + "guest" + client.random().nextInt(GUESTS);
        int choice = client.random().nextInt(10);
        if (choice == 0) {
            client.look(guest);
        } else if (choice < 4) {
            client.send(guest, "CheckOut", Client.object());
        } else {
            String room = prefix + "room" + client.random().nextInt(ROOMS);
            client.send(guest, "CheckIn", Client.object().put("room", room));
        }
    }
}
