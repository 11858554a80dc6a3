//! A guest's page.

use crate::locale::translation::translated;

translated! {
    Guest {
        Heading = "Du är inbjuden till ett videosamtal",
        Intro = "Någon är i ett samtal med den här butiken och vill ha dig med. Ännu är det bara du som ser bilden.",
        Name = "Ditt namn",
        NameHelp = "De som är i samtalet ser det. Det raderas efter 28 dagar.",
        NameMissing = "Berätta först vad du heter.",
        AskToComeIn = "Be att få komma in",
        NothingIsRecorded = "Samtalet spelas inte in. Det du skriver i det sparas av ingen.",
        KnockingHeading = "De vet att du är här",
        KnockingMore = "Någon släpper in dig om ett ögonblick. Stanna på sidan.",
        KnockingAt = "{name} släpper in dig om ett ögonblick. Stanna på sidan.",
        Go = "Lämna",
        InCall = "Videosamtal",
        Returning = "Ett ögonblick, vi tar dig tillbaka",
        NoLinkHeading = "En del av länken saknas",
        NoLinkMore = "Öppna den igen precis som du fick den: allt efter # hör till.",
        UsedHeading = "Länken är redan använd",
        UsedMore = "Varje länk släpper in en person, en gång. Om det inte var du, eller om du har tappat bort sidan, be om en ny.",
        DeadHeading = "Länken fungerar inte längre",
        DeadMore = "Samtalet är över, länken togs tillbaka eller användes inte på en halvtimme. Be om en ny.",
        TooMany = "För många länkar har provats härifrån. Vänta en minut och försök sedan igen.",
        NotReached = "Vi nådde inte vår server. Kontrollera din uppkoppling och försök sedan igen.",
        RefusedHeading = "Du kunde inte släppas in den här gången",
        RefusedMore = "Kanske passade det inte just nu. Den som skickade länken kan skicka en ny.",
        ShownOutHeading = "Samtalet fortsätter utan dig",
        ShownOutMore = "En av våra medarbetare har avslutat din del av det. Den som skickade länken kan skicka en ny.",
        LeftHeading = "Du lämnade samtalet",
        LeftMore = "Be om en ny länk om du vill komma tillbaka.",
        LostHeading = "Din förbindelse bröts",
        LostMore = "Vi nådde dig inte på ett tag, så din plats har lämnats vidare. Be om en ny länk.",
        CallOverHeading = "Samtalet är över",
        CallOverMore = "Tack för att du var med. Du kan stänga sidan.",
        SupersededHeading = "Du är i samtalet i ett annat fönster",
        SupersededMore = "Du öppnade det där, så det här fönstret har släppt det.",
        BringHere = "Ta hit det",
        UnsupportedMore = "Öppna länken i en aktuell webbläsare: Chrome, Edge, Firefox eller Safari.",
    }
}
