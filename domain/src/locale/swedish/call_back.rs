//! The widget's form for a call-back.

use crate::locale::translation::translated;

translated! {
    CallBack {
        Heading = "Vi ringer upp dig",
        Intro = "Berätta hur vi når dig, så hör någon av oss av sig.",
        IntroInLine = "Berätta hur vi når dig, så hör någon av oss av sig. Du lämnar din plats i kön när du skickar det här.",
        Name = "Ditt namn",
        Email = "E-post",
        Phone = "Telefon",
        PhoneHelp = "Det räcker med en e-postadress eller ett telefonnummer.",
        Message = "Vad gäller det?",
        Time = "När passar det?",
        TimeHelp = "Med egna ord, till exempel: vardagar efter fem.",
        Optional = "{field} (frivilligt)",
        Send = "Be oss ringa upp",
        Back = "Tillbaka",
        KeepWaiting = "Vänta kvar",
        Privacy = "Vi använder det för att ringa upp dig och raderar det efter fyra veckor.",
        NameMissing = "Berätta vad du heter.",
        NoWay = "Ge oss en e-postadress eller ett telefonnummer.",
        NoEmail = "Det här är ingen e-postadress.",
        NoPhone = "Det här är inget telefonnummer: 5 till 20 siffror, kanske med ett plus framför.",
        TooLong = "Det här är för långt.",
        TooMany = "Du har redan frågat flera gånger. Vänta en stund.",
        NotTaken = "Ingen ringer upp härifrån just nu.",
        Failed = "Något gick sönder hos oss. Det du skrev finns kvar: försök igen.",
        Unsent = "Vi når inte vår server. Det du skrev är sparat och skickas så snart det går.",
        DoneHeading = "Tack, vi ringer upp dig",
        DoneMore = "Din önskan står på vår lista, den äldsta först. Någon av oss hör av sig.",
        DoneReturn = "Kommer du tillbaka i det här fönstret innan dess står du först i kön.",
        Offer = "Eller lämna ditt nummer, så ringer vi upp dig.",
        LeaveNumber = "Lämna ditt nummer",
    }
}
