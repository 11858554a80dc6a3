//! The widget's start screen.

use crate::locale::translation::translated;

translated! {
    Start {
        Greeting = "Se det innan du köper det",
        Intro = "Prata med någon av oss, ansikte mot ansikte. Vi visar det du är nyfiken på, på nära håll.",
        CardTitle = "Prata med oss nu",
        CardSubtitle = "Ett videosamtal, direkt här på sidan. Du väljer själv om din kamera är på.",
        CardButton = "Starta ett videosamtal",
        ChatButton = "Skriv till oss i stället",
        CallBackButton = "Be oss ringa upp",
        Close = "Stäng",
        AgentsOnline = "{count} av oss finns här för dig" | "{count} av oss finns här för dig",
        NobodyWaiting = "Ingen väntetid: vi kan prata direkt",
        AllBusy = "Alla är i samtal just nu, men ingen väntar",
        Wait = "Du väntar {time}",
        PeopleWaiting = "{count} person står i kö" | "{count} personer står i kö",
        NobodyOnline = "Ingen av oss är här just nu",
        NobodyOnlineMore = "Du kan ändå ställa dig i kö: den av oss som kommer först ringer dig.",
        Closed = "Vi har stängt just nu",
        ClosedMore = "Välkommen tillbaka en annan gång.",
        Opens = "Vi öppnar igen: {when}.",
        NobodyRefused = "Kom gärna tillbaka om en liten stund.",
        Full = "Det väntar redan så många som vi hinner med",
        FullMore = "Så snart det finns plats i kön går knappen att använda igen.",
        UnknownQueue = "Vi hittade inte det som sidan frågade efter, så vi tar dig till {queue}.",
        ContactTitle = "Låt oss höra av oss",
        ContactMore = "Berätta hur vi når dig, så ringer någon av oss upp.",
        NothingTitle = "Videosamtal erbjuds inte här just nu",
        NothingMore = "Kontakta butiken på det sätt du brukar.",
        Privacy = "Ingenting spelas in. Vi frågar först om vi får använda kamera och mikrofon.",
    }
}
