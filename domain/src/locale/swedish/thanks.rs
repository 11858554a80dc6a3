//! After the call.

use crate::locale::translation::translated;

translated! {
    Thanks {
        Heading = "Tack för din tid",
        HeadingWithName = "Du pratade med {name}",
        EndedByFault = "Förbindelsen till vår sida bröts",
        EndedByFaultMore = "Det var vårt fel, inte ditt. Du kan ringa igen på en gång.",
        ShopperLost = "Din förbindelse bröts",
        ShopperLostMore = "Samtalet tog slut eftersom vi inte längre kunde nå dig. Du kan ringa igen på en gång.",
        LostHeading = "Du blev av med din plats",
        LostMore = "Din sida var borta för länge. Ställ dig i kö igen: det tar bara ett ögonblick.",
        LeftHeading = "Du lämnade kön",
        LeftMore = "Välkommen tillbaka när du vill.",
        RateQuestion = "Hur var samtalet?",
        Stars = "{count} stjärna" | "{count} stjärnor",
        Comment = "Är det något vi borde veta?",
        CommentHelp = "Om du vill. Skriv inga personuppgifter.",
        Send = "Skicka",
        Rated = "Tack. Ditt svar hjälper oss.",
        CallAgain = "Ring igen",
        Continue = "Fortsätt i butiken",
    }
}
