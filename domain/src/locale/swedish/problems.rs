//! What went wrong.

use crate::locale::translation::translated;

translated! {
    Problems {
        ConnectionLost = "Förbindelsen är borta. Vi fortsätter att försöka, och du har kvar din plats.",
        ConnectionLostInCall = "Förbindelsen till vår server är borta. Samtalet fortsätter medan vi försöker igen.",
        ConnectionLostOutside = "Vi når inte vår server. Vi fortsätter att försöka.",
        ConnectionBack = "Uppkopplad igen",
        SupersededHeading = "Samtalet fortsätter i ett annat fönster",
        SupersededMore = "Du öppnade det där, så det här fönstret har släppt det.",
        BadTokenHeading = "Sidan har varit öppen länge",
        BadTokenMore = "Läs in den igen, så fungerar allt.",
        UpgradeHeading = "Det finns en ny version",
        UpgradeMore = "Läs in sidan igen för att fortsätta.",
        InternalMore = "Något gick sönder hos oss. Ingenting har gått förlorat: försök igen om ett ögonblick.",
        TooFast = "Det var för mycket på en gång. Vänta lite och försök igen.",
        QueueClosed = "Ingen tar emot samtal här just nu. Kom gärna tillbaka senare.",
        QueueFull = "Det väntar redan så många som vi hinner med. Försök igen om en stund.",
        NobodyThere = "Ingen av oss är här just nu. Kom gärna tillbaka lite senare.",
        TooManyTickets = "Du har bett om flera samtal på kort tid. Vänta tio minuter och försök sedan igen.",
        Blocked = "Vi kan inte ta emot ditt samtal just nu. Du kan fortsätta se dig omkring i butiken som vanligt.",
        UnknownQueue = "Vi hittade inte den kö som sidan frågade efter.",
        Reload = "Läs in igen",
        UnsupportedHeading = "Videosamtal fungerar inte i den här webbläsaren",
        UnsupportedBrowser = "Den är för gammal, eller så är videosamtal avstängda i den. Öppna sidan i en aktuell webbläsare: Chrome, Edge, Firefox eller Safari.",
        UnsupportedInApp = "Om du kom hit inne i en annan app, till exempel en chattapp: öppna sidan i din webbläsare i stället.",
        UnsupportedLoadHeading = "Videosamtalet kunde inte läsas in",
        UnsupportedLoad = "En del av samtalet kom inte fram. Kontrollera din uppkoppling och läs in sidan igen.",
        OpenInBrowser = "Öppna i ett nytt fönster",
    }
}
